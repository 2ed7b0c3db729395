"use client";

/** The graphs of this browser, as lists show them, and what can be done with one. */
import { useSyncExternalStore } from "react";
import { type OwnGraph, ownGraphs } from "@/lib/api/local-graphs";
import { heldGraphs } from "@/lib/api/local-source";
import { ownPrefix } from "@/lib/graph/own-name";

export interface ListedGraph extends OwnGraph {
  /** False where it will be gone with this page. */
  readonly isKept: boolean;
}

let listed: readonly ListedGraph[] | undefined;
const listeners = new Set<() => void>();
/** Between tabs. */
let channel: BroadcastChannel | undefined;

/** The list as it is now, kept ones and those of this page alone, last brought in first. */
export async function readList(): Promise<readonly ListedGraph[]> {
  const kept = await ownGraphs();
  const names = new Set(kept.map(({ graph }) => graph));
  const others = heldGraphs().filter(({ graph }) => !names.has(graph));
  const list = [
    ...others.map((about) => ({ ...about, isKept: false })),
    ...kept.map((about) => ({ ...about, isKept: true })),
  ];
  listed = list;
  for (const tell of listeners) tell();
  return list;
}

/** Something has changed of them, which other tabs hear of, too. */
export function tellOwnGraphs(): void {
  openChannel().postMessage("changed");
  void readList();
}

function openChannel(): BroadcastChannel {
  if (!channel) {
    channel = new BroadcastChannel("atlas-graphs");
    channel.onmessage = () => void readList();
  }
  return channel;
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  openChannel();
  if (!listed) void readList();
  return () => listeners.delete(tell);
}

/** The graphs of this browser, last brought in first; nothing as long as they are not known. */
export const useOwnGraphs = (): readonly ListedGraph[] | undefined =>
  useSyncExternalStore(
    subscribe,
    () => listed,
    () => undefined,
  );

const longestSlug = 40;

/** A name for addresses that no other graph of this browser has, made of what people call it. */
export function graphNameFor(title: string, taken: readonly string[]): string {
  const slug = title
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longestSlug)
    .replace(/^-+|-+$/g, "");
  const base = ownPrefix + (slug || "graph");
  let name = base;
  for (let n = 2; taken.includes(name); n++) name = `${base}-${n}`;
  return name;
}
