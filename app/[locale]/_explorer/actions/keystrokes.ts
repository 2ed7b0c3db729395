/** Keys as actions name them (`e`, `Shift+e`, `Delete`, `?`, `Mod+k`): how they are pressed, shown and told. */

/** What of a keyboard event tells which key was pressed, and where. */
export type Keystroke = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "target"
>;

/** Whether this is a Mac, whose shortcuts go with Command. */
export const onMac = (): boolean =>
  typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.userAgent);

/**
 * Whether this stroke is that key, in a place where it counts.
 *
 * @param whileTyping whether it counts in a field as well
 */
export function matchesKey(key: string, event: Keystroke, isMac: boolean, whileTyping: boolean): boolean {
  if (keyOf(event, isMac) !== key) return false;
  const place = placeOf(event.target);
  if (place === "field") return whileTyping;
  return place === "map" || key.startsWith("Mod+");
}

/** The stroke as actions name it; nothing where a modifier is down that none of them knows. */
function keyOf(event: Keystroke, isMac: boolean): string | undefined {
  const [mod, foreign] = isMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (event.altKey || foreign) return undefined;
  const key = plainKey(event);
  // Signs come with Shift or without it, as the keyboard has them; that says nothing.
  const isSign = key.length === 1 && !/[a-z]/.test(key);
  return `${mod ? "Mod+" : ""}${event.shiftKey && !isSign ? "Shift+" : ""}${key}`;
}

/** Letters in lower case, as on a Latin keyboard where this is another; signs in plain width. */
function plainKey({ key, code }: Keystroke): string {
  const plain = key.normalize("NFKC");
  if (plain.length !== 1) return plain;
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  return (/[ -~]/.test(plain) ? plain : (letter ?? plain)).toLowerCase();
}

/** Where the focus is: in a field, on the map or nowhere, or on something else that can be operated. */
function placeOf(target: EventTarget | null): "field" | "map" | "other" {
  const element = target && "closest" in target ? (target as Element) : undefined;
  if (element?.closest("input, textarea, select, [contenteditable]:not([contenteditable=false])"))
    return "field";
  return !element || /^(body|html)$/i.test(element.tagName) || element.closest("[role=application]")
    ? "map"
    : "other";
}

const shown: Readonly<Record<string, readonly [mac: string, other: string]>> = {
  Mod: ["⌘", "Ctrl"],
  Shift: ["⇧", "Shift"],
  Enter: ["↩", "Enter"],
  Delete: ["⌦", "Delete"],
  "-": ["−", "−"],
};

/** The plus sign is a key of its own where nothing follows it. */
const partsOf = (key: string): string[] => key.split(/\+(?=.)/);

/** Keys as people write them: "Ctrl+K", on a Mac "⌘K"; several are parted by a stroke. */
export function keyText(keys: readonly string[], isMac = onMac()): string {
  const text = (key: string) =>
    partsOf(key)
      .map((part) => shown[part]?.[isMac ? 0 : 1] ?? (part.length === 1 ? part.toUpperCase() : part))
      .join(isMac ? "" : "+");
  return keys.map(text).join(" / ");
}

/** Keys for the attribute `aria-keyshortcuts`. */
export function ariaKeys(keys: readonly string[], isMac = onMac()): string {
  const names: Readonly<Record<string, string>> = { Mod: isMac ? "Meta" : "Control", "+": "Plus" };
  return keys
    .map((key) =>
      partsOf(key)
        .map((part) => names[part] ?? part)
        .join("+"),
    )
    .join(" ");
}
