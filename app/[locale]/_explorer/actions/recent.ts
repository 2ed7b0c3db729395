/** What was chosen last in the command palette, as this browser remembers it. */
const storageKey = "recently-chosen";
const most = 8;

/** Names of what was chosen, the latest first. */
export function readRecent(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, most) : [];
  } catch {
    return [];
  }
}

export function rememberChosen(name: string): void {
  const names = [name, ...readRecent().filter((other) => other !== name)].slice(0, most);
  try {
    localStorage.setItem(storageKey, JSON.stringify(names));
  } catch {
    // Without storage nothing is recent.
  }
}
