/** What has been typed about a view that is to be saved: it outlives the dialog, and the author the page. */
import type { ViewTexts } from "./view-fields";

export interface Draft extends ViewTexts {
  readonly frozen: boolean;
  /** The title as it was suggested. */
  readonly suggested: string;
}

let typed: Draft | undefined;
const authorKey = "atlas-author";

/** What was typed before and not saved; else a first draft. @param title for the view, unless another has been typed */
export const draftFor = (title: string): Draft => ({
  ...(typed ?? { description: "", author: rememberedAuthor(), frozen: false }),
  title: typed && typed.title !== typed.suggested ? typed.title : title,
  suggested: title,
});

export function keepDraft(draft: Draft | undefined): void {
  typed = draft;
}

export function rememberAuthor(author: string): void {
  try {
    if (author) localStorage.setItem(authorKey, author);
    else localStorage.removeItem(authorKey);
  } catch {
    // It is typed anew next time.
  }
}

function rememberedAuthor(): string {
  try {
    return localStorage.getItem(authorKey) ?? "";
  } catch {
    return "";
  }
}
