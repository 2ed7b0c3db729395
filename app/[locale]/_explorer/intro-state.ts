/** Whether the reader has put the introduction away, as this browser remembers it. */
const key = "intro-dismissed";

export function isIntroDismissed(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

export function rememberDismissed(): void {
  try {
    localStorage.setItem(key, "1");
  } catch {
    // Without storage it stays away for as long as the page is open.
  }
}
