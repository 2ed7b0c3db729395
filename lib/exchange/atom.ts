/** Atom feeds (RFC 4287): what a feed and its entries say, written as XML. */
import { xmlAttribute, xmlText } from "./xml";

export interface AtomFeed {
  /** A name that stays for ever, such as a tag: address (RFC 4151). */
  readonly id: string;
  readonly language: string;
  readonly title: string;
  readonly author: string;
  /** Moment in UTC, `2026-11-27T09:43:04Z`. */
  readonly updated: string;
  /** Address of the feed itself, and of the page that says the same. */
  readonly self: string;
  readonly page: string;
  /** The newest first. */
  readonly entries: readonly AtomEntry[];
}

export interface AtomEntry {
  readonly id: string;
  readonly title: string;
  readonly updated: string;
  readonly page: string;
  /** One line of plain text. */
  readonly summary: string;
  /** Well-formed XHTML for inside a `div`. */
  readonly content: string;
}

export function atomFeed({ id, language, title, author, updated, self, page, entries }: AtomFeed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xmlAttribute(language)}">`,
    element("id", id),
    element("title", title),
    element("updated", updated),
    `<author>${element("name", author)}</author>`,
    link("self", self, "application/atom+xml"),
    link("alternate", page, "text/html"),
    ...entries.map(entryElement),
    "</feed>",
    "",
  ].join("\n");
}

const entryElement = ({ id, title, updated, page, summary, content }: AtomEntry): string =>
  [
    "<entry>",
    element("id", id),
    element("title", title),
    element("updated", updated),
    link("alternate", page, "text/html"),
    element("summary", summary),
    `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${content}</div></content>`,
    "</entry>",
  ].join("\n");

const element = (name: string, text: string): string => `<${name}>${xmlText(text)}</${name}>`;

const link = (rel: string, href: string, type: string): string =>
  `<link rel="${rel}" type="${type}" href="${xmlAttribute(href)}"/>`;
