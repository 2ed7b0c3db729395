/** What the tests of saved views save. */
import type { Snapshot, ViewDraft } from "@/lib/store/views/view-store";
import { viewSchema } from "@/lib/view/view-schema";

export const live: ViewDraft = {
  title: "LLaMA 与中国开源",
  view: viewSchema.parse({ version: 1, moved: [{ id: "model/llama", x: 12.5, y: -3 }] }),
  graph: "atlas",
  dataVersion: "00112233445566ff",
};
let hashes = 0;
/** A snapshot that no other test has. */
export const newSnapshot = (): Snapshot => ({
  hash: (++hashes).toString(16).padStart(16, "f"),
  body: crypto.getRandomValues(new Uint8Array(5000)),
});
export const frozen = ({ hash }: Snapshot): ViewDraft => ({
  ...live,
  dataVersion: hash,
  frozenFrom: live.dataVersion,
});
