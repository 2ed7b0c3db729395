/**
 * A heading whose lines do not end within a word: in Chinese any two characters may be parted, which in large type looks as
 * if it were meant. What is one word, the server tells.
 */
import { Fragment, type ReactNode } from "react";
import type { Locale } from "@/lib/graph/schema";

const words = new Intl.Segmenter("zh", { granularity: "word" });
/** They belong to what stands before them. */
const particles = /^[的了着过里中上下们，、。：；？！）”》]$/u;

/** Joined, they are the text. */
export function phrasesOf(text: string): string[] {
  const phrases: string[] = [];
  let isOpen = false;
  for (const { segment } of words.segment(text)) {
    const isSingle = /^\p{Script=Han}$/u.test(segment);
    const follows = /\d$/.test(phrases.at(-1) ?? "") && isSingle;
    const belongsBefore = particles.test(segment) || segment.trim() === "" || follows;
    if (phrases.length > 0 && (isOpen || belongsBefore)) phrases[phrases.length - 1] += segment;
    else phrases.push(segment);
    // One character is seldom a word by itself: 大模型.
    isOpen = !belongsBefore && (isSingle || /^[（“《]$/u.test(segment));
  }
  return phrases;
}

export function Phrases({ text, locale }: { text: string; locale: Locale }): ReactNode {
  if (locale !== "zh") return text;
  return phrasesOf(text).map((phrase, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a heading never changes
    <Fragment key={i}>
      {i > 0 && <wbr />}
      {phrase}
    </Fragment>
  ));
}
