/** Feeds of changes: of everything, of what belongs to a scope, of one entity. */
import { createHash } from "node:crypto";
import { atomFeed } from "@/lib/exchange/atom";
import { xmlAttribute, xmlText } from "@/lib/exchange/xml";
import {
  type ChangeEntry,
  type ChangeRecord,
  countChanges,
  type Interest,
  isOfFirstEdition,
  recordNamePattern,
  recordsFor,
} from "@/lib/graph/change-record";
import type { EntityId, Locale } from "@/lib/graph/schema";
import { scopeMembers } from "@/lib/graph/scope";
import { languageTags, words } from "@/lib/i18n";
import { changesWords } from "@/lib/i18n/changes-words";
import { formatCount, formatDate } from "@/lib/i18n/format";
import { type ChangeSpeech, changeLines, type Piece } from "@/lib/view/change-lines";
import { type AtlasData, atlasData } from "./atlas-data";
import { changeHistory, changeSpeech } from "./change-history";
import { originOf } from "./reader";
import { isKnown } from "./respond";

/** Records that a feed tells, and entities that it names of each; the page tells the rest. */
const [recordsTold, entitiesTold] = [40, 150];
/** Begins names that stay for ever (RFC 4151), wherever the feed is served. */
const tag = "tag:large-model-atlas.org,2026:";

/** What a feed is about; everything where there is no entity. */
export interface FeedAbout {
  readonly locale: Locale;
  readonly id?: EntityId;
}

/** The feed, or nothing where there neither is nor was such an entity, or where it has another id now. */
export async function feedAnswer(request: Request, about: FeedAbout): Promise<Response | undefined> {
  const feed = await feedOf(about, originOf(request));
  if (!feed) return undefined;
  const mark = createHash("sha256").update(feed.text).digest("base64url").slice(0, 22);
  const modified = new Date(feed.updated);
  const headers = {
    ETag: `W/"${mark}"`,
    "Last-Modified": modified.toUTCString(),
    "Cache-Control": "no-cache",
    "Content-Type": "application/atom+xml; charset=utf-8",
  };
  const since = Date.parse(request.headers.get("If-Modified-Since") ?? "");
  const isSame = request.headers.has("If-None-Match") ? isKnown(request, mark) : since >= modified.getTime();
  return isSame ? new Response(null, { status: 304, headers }) : new Response(feed.text, { headers });
}

async function feedOf({ locale, id }: FeedAbout, origin: string) {
  const [atlas, { records }, speech] = await Promise.all([
    atlasData(),
    changeHistory(),
    changeSpeech(locale),
  ]);
  const w = changesWords[locale];
  const name = id && speech.nameOf(id)?.[locale];
  // Records know old ids by name too, but what has another id now is told under that.
  if (id && (name === undefined || Object.hasOwn(atlas.graph.renamed ?? {}, id))) return undefined;
  const below = id ? `/${id}` : "";
  const changes = `${origin}/${locale}/changes`;
  const told = (id ? recordsFor(records, interestOf(atlas, id)) : records.filter(({ from }) => from)).slice(
    -recordsTold,
  );
  const [first] = records;
  const isFirst = first && told.length < recordsTold && (!id || isOfFirstEdition(records, id));
  const entries = [...(isFirst ? [first] : []), ...told].reverse().map((record) => ({
    id: `${tag}${atlas.graph.id}/changes/${locale}${below}/${record.name}`,
    title: record.from ? recordTitle(record, locale) : w.first,
    updated: record.at,
    page: `${changes}/${record.name}`,
    summary: summaryOf(record, locale, id),
    content: record.from
      ? contentOf(record, speech, origin)
      : `<p>${xmlText(summaryOf(record, locale, id))}</p>`,
  }));
  const updated = entries[0]?.updated ?? first?.at ?? new Date(0).toISOString();
  const text = atomFeed({
    id: `${tag}${atlas.graph.id}/changes/${locale}${below}`,
    language: languageTags[locale],
    title: name === undefined ? w.feedTitle : w.feedOf(name),
    author: words[locale].product,
    updated,
    self: `${changes}${below}/feed.xml`,
    page: id && atlas.entity(id) ? `${origin}/${locale}/entity/${id}` : changes,
    entries,
  });
  return { text, updated };
}

/** An entity itself and what leads to it; of one that the graph can be scoped by, everything that belongs to it. */
function interestOf({ graph, ontology }: AtlasData, id: EntityId): Interest {
  const at = graph.indexOf(id);
  const scope = ontology.scope?.kind;
  const [kind] = id.split("/");
  if (kind !== scope || at < 0) return { entities: new Set([id]), ends: new Set([id]) };
  const members = scopeMembers(graph, at);
  const ids = graph.ids.filter((_, entity) => members[entity]);
  return {
    entities: new Set(ids),
    ends: new Set(ids.filter((member) => member.startsWith(`${kind}/`))),
  };
}

/** The day, and which record of that day it is. */
export function recordTitle({ name, at }: Pick<ChangeRecord, "name" | "at">, locale: Locale): string {
  const number = recordNamePattern.exec(name)?.[2] ?? "1";
  return changesWords[locale].record(formatDate(at.slice(0, 10), locale), number);
}

function summaryOf({ from, totals, entries }: ChangeRecord, locale: Locale, id?: EntityId): string {
  const w = changesWords[locale];
  const count = (n: number) => formatCount(n, locale);
  if (from === undefined) {
    const entities = Object.values(totals.kinds).reduce((sum, n) => sum + n, 0);
    return id ? w.firstPart : w.firstText(count(entities), count(totals.relations), count(totals.facts));
  }
  const { added, changed, removed } = countChanges(entries).entities;
  return w.tally.entities({ added: count(added), changed: count(changed), removed: count(removed) });
}

function contentOf({ entries, name }: ChangeRecord, speech: ChangeSpeech, origin: string): string {
  const { locale } = speech;
  const w = changesWords[locale];
  const items = entries.slice(0, entitiesTold).map((entry) => entryItem(entry, speech, origin));
  const rest = entries.length - items.length;
  const more = `<p><a href="${xmlAttribute(`${origin}/${locale}/changes/${name}`)}">${xmlText(w.restOf(formatCount(rest, locale)))}</a></p>`;
  return `<ul>${items.join("")}</ul>${rest > 0 ? more : ""}`;
}

function entryItem(entry: ChangeEntry, speech: ChangeSpeech, origin: string): string {
  const { locale } = speech;
  const w = changesWords[locale];
  const lines = changeLines(entry, speech).map(
    ({ as, pieces }) =>
      `<li>${xmlText(w.as[as] + w.colon)}${pieces.map((piece) => pieceText(piece, locale, origin)).join("")}</li>`,
  );
  const name: Piece = {
    text: (speech.nameOf(entry.id) ?? entry.name)[locale],
    ...(entry.as !== "removed" && { entity: entry.id }),
  };
  const list = lines.length > 0 ? `<ul>${lines.join("")}</ul>` : "";
  return `<li>${pieceText(name, locale, origin)}${xmlText(w.part("", w.as[entry.as]))}${list}</li>`;
}

function pieceText({ text, lang, entity, url }: Piece, locale: Locale, origin: string): string {
  const said = xmlText(text);
  if (entity) return `<a href="${xmlAttribute(`${origin}/${locale}/entity/${entity}`)}">${said}</a>`;
  if (url && /^https?:\/\//i.test(url)) return `<a href="${xmlAttribute(url)}">${said}</a>`;
  return lang ? `<span xml:lang="${languageTags[lang]}">${said}</span>` : said;
}
