/** Names of kinds, types and facts, and ids of entities, made of whatever texts a file has. The same texts give the same names. */

/** Letters that Unicode does not take apart, by what stands for them. */
const latin: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  þ: "th",
  ı: "i",
};

/** In lower-case Latin letters without accents; `isWhole` where no letter or digit had to be left out. */
function inLatin(text: string): { readonly words: string[]; readonly isWhole: boolean } {
  const bare = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, (letter) => latin[letter] ?? "");
  return {
    words: bare.match(/[a-z0-9]+/g) ?? [],
    isWhole: !/[^\P{L}a-z]|[^\P{N}0-9]/u.test(bare),
  };
}

/** Seven letters and digits that tell texts apart (FNV-1a). */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(36).padStart(7, "0");
}

/** Gives names that are not yet taken: the wish itself, else with a number behind it. */
export class Names {
  readonly #taken: Set<string>;
  /** By wish, the number that was given last. */
  readonly #last = new Map<string, number>();

  constructor(reserved: Iterable<string> = []) {
    this.#taken = new Set(reserved);
  }

  give(wish: string, joint: string): string {
    let name = wish;
    for (let n = (this.#last.get(wish) ?? 1) + 1; this.#taken.has(name); n++) {
      name = `${wish}${joint}${n}`;
      this.#last.set(wish, n);
    }
    this.#taken.add(name);
    return name;
  }
}

const longestName = 40;
const longestSlug = 70;

/**
 * What a text can be called in an ontology: lower-case letters and digits, with `joint` between words, after a letter.
 *
 * @param fallback the letter that comes first where the text has none to begin with
 */
export function nameFor(text: string, joint: "" | "_", fallback: string): string {
  const { words, isWhole } = inLatin(text.replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2"));
  const parts = isWhole ? words : [...words, shortHash(text)];
  const name = parts.join(joint).slice(0, longestName).replace(/_+$/, "");
  return /^[a-z]/.test(name) ? name : `${fallback}${name || shortHash(text)}`;
}

/** The part of an entity's id after its kind. */
export function slugFor(text: string): string {
  const { words, isWhole } = inLatin(text);
  const slug = words.join("-").slice(0, longestSlug).replace(/-+$/, "");
  if (!slug) return `x${shortHash(text)}`;
  return isWhole && words.join("-").length <= longestSlug ? slug : `${slug}-${shortHash(text)}`;
}

/** "worksFor", "works_for" and "http://example.org/#works-for" as "works for"; texts with blanks stay as they are. */
export function readable(text: string): string {
  const local = localName(text).trim();
  if (/\s/.test(local)) return local;
  const parted = local
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{L}|\p{N})[_-]+(?=\p{L}|\p{N})/gu, "$1 ");
  return parted === local ? local : parted.toLowerCase();
}

/** The last part of an address that stands for a term; of anything else, the text itself. */
export function localName(text: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && !/^urn:/i.test(text)) return text;
  const bare = text.replace(/[/#:]+$/, "");
  const last = bare.slice(Math.max(bare.lastIndexOf("/"), bare.lastIndexOf("#"), bare.lastIndexOf(":")) + 1);
  return last || text;
}

/** One line without control characters, of so many characters at most; nothing where nothing is left. */
export function oneLine(text: string, most: number): string | undefined {
  const line = text.replace(/[\s\p{Cc}]+/gu, " ").trim();
  if (!line) return undefined;
  const characters = line.length > most ? [...line] : undefined;
  return characters && characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : line;
}
