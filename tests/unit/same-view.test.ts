/** When the short link of a saved view shows what is on the screen, and what title a view is saved under. */
import { expect, it } from "vitest";
import { draftFor, keepDraft } from "@/app/[locale]/_explorer/share/draft";
import { showsSaved } from "@/app/[locale]/_explorer/share/same-view";
import type { SavedView } from "@/lib/api/views-contract";
import { emptyView, type View } from "@/lib/view/view";

const view: View = { ...emptyView, hiddenKinds: ["risk"] };
const snapshot = { ...view, data: "5".repeat(16) };
const [then, today] = ["1".repeat(16), "2".repeat(16)];
const live: SavedView = {
  id: "0123456789",
  title: "Without risks",
  view,
  graph: "atlas",
  dataVersion: then,
  frozen: false,
  createdAt: "2026-01-01T00:00:00.000Z",
  changedAt: "2026-01-01T00:00:00.000Z",
};
const frozen: SavedView = {
  ...live,
  view: snapshot,
  dataVersion: snapshot.data,
  frozen: true,
  frozenFrom: then,
};

it("a live view is shown on whatever data are current, and not on a snapshot", () => {
  expect(showsSaved(live, view, today)).toBe(true);
  expect(showsSaved(live, { ...view, camera: { left: 0, top: 0, right: 1, bottom: 1 } }, today)).toBe(true);
  expect(showsSaved(live, snapshot, snapshot.data)).toBe(false);
  expect(showsSaved(live, emptyView, today)).toBe(false);
});

it("a frozen view is shown by its snapshot and by the data that it was taken from, and not by newer ones", () => {
  expect(showsSaved(frozen, snapshot, snapshot.data)).toBe(true);
  expect(showsSaved(frozen, view, then)).toBe(true);
  expect(showsSaved(frozen, view, today)).toBe(false);
});

it("a view that the data do not allow any more is shown by what they allow", () => {
  const saved = { ...live, view: { ...view, selection: "model/gone" as const } };
  expect(showsSaved(saved, view, today)).toBe(false);
  expect(showsSaved(saved, view, today, view)).toBe(true);
});

it("a title that was only suggested does not outlive its view; one that was typed does", () => {
  keepDraft({ ...draftFor("First"), description: "Typed" });
  expect(draftFor("Second")).toMatchObject({ title: "Second", description: "Typed" });
  keepDraft({ ...draftFor("Second"), title: "Mine" });
  expect(draftFor("Third")).toMatchObject({ title: "Mine", suggested: "Third" });
  keepDraft(undefined);
  expect(draftFor("Fourth")).toMatchObject({ title: "Fourth", description: "" });
});
