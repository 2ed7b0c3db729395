/**
 * What happened to an entity, in lines of the reader's language: said once here, for pages and for feeds alike.
 *
 * A line is made of pieces, of which some lead somewhere; whoever shows them writes the links and marks the languages.
 */
import {
  type ChangeEntry,
  type FactChange,
  factChangeAs,
  type RelationChange,
} from "@/lib/graph/change-record";
import type { FactDefinition, Ontology } from "@/lib/graph/ontology";
import { readingOf } from "@/lib/graph/ontology-readings";
import type { EntityId, FactValue, LicenseUse, Locale, Source, Text } from "@/lib/graph/schema";
import { changesWords } from "@/lib/i18n/changes-words";
import { formatValue } from "@/lib/i18n/format";
import { listSeparators } from "@/lib/i18n/locale";

export interface Piece {
  readonly text: string;
  /** Where it is not in the reader's language. */
  readonly lang?: Locale | undefined;
  /** Leads to an entity's page, or to a source. */
  readonly entity?: EntityId | undefined;
  readonly url?: string | undefined;
}

export interface ChangeLine {
  readonly as: "added" | "removed" | "changed";
  readonly pieces: readonly Piece[];
}

/** What lines are made of beside the entry. */
export interface ChangeSpeech {
  readonly locale: Locale;
  readonly ontology: Ontology;
  /** Titles of the outline's sections by number. */
  readonly sections: ReadonlyMap<string, Text>;
  /** The name of an entity that is or was there. */
  nameOf(id: EntityId): Text | undefined;
}

/** One line for each thing that changed; none for an entity that came or went as a whole. */
export function changeLines(entry: ChangeEntry, speech: ChangeSpeech): ChangeLine[] {
  if (entry.as !== "changed") return [];
  const w = changesWords[speech.locale];
  const changed = (text: string): ChangeLine => ({ as: "changed", pieces: [{ text }] });
  return [
    ...(entry.was ? [changed(w.was(entry.was))] : []),
    ...textLines(w.name, entry.names, speech),
    ...listLines(w.aliases, entry.aliases, speech, (name) => ({
      text: name,
      lang: otherLanguage(name, speech.locale),
    })),
    ...textLines(w.summary, entry.summary, speech),
    ...(entry.named === undefined ? [] : [changed(entry.named ? w.named : w.unnamed)]),
    ...listLines(w.sections, entry.sections, speech, (number) => ({
      text: `${number} ${speech.sections.get(number)?.[speech.locale] ?? ""}`.trim(),
    })),
    ...(entry.facts ?? []).flatMap((fact) => factLines(entry, fact, speech)),
    ...(entry.relations ?? []).flatMap((relation) => relationLines(relation, speech)),
    ...listLines(w.further, entry.further, speech, (source) => sourcePiece(source, speech)),
  ];
}

/** Other names stand in one list for both languages. */
function otherLanguage(name: string, locale: Locale): Locale | undefined {
  const language = /\p{Script=Han}/u.test(name) ? "zh" : "en";
  return language === locale ? undefined : language;
}

interface FromTo<T> {
  readonly from?: T | undefined;
  readonly to?: T | undefined;
}

const asOf = ({ from, to }: FromTo<unknown>): ChangeLine["as"] =>
  from === undefined ? "added" : to === undefined ? "removed" : "changed";

/** What was, an arrow, and what is; of what came or went, itself. */
function fromToPieces(label: Piece[], { from, to }: FromTo<Piece>, { locale }: ChangeSpeech): Piece[] {
  const w = changesWords[locale];
  const arrow = from && to ? [{ text: w.arrow }] : [];
  return [...label, { text: w.colon }, ...(from ? [from] : []), ...arrow, ...(to ? [to] : [])];
}

/** A text that changed in the reader's language, or else in the other one. */
function textLines(label: string, change: FromTo<Text> | undefined, speech: ChangeSpeech): ChangeLine[] {
  if (!change) return [];
  const { locale } = speech;
  const w = changesWords[locale];
  const isOwn = change.from?.[locale] !== change.to?.[locale];
  const lang = isOwn ? locale : locale === "zh" ? "en" : "zh";
  const piece = (text: Text | undefined): Piece | undefined =>
    text && { text: w.quoted(text[lang]), ...(!isOwn && { lang }) };
  const pieces = fromToPieces(
    [{ text: isOwn ? label : w.inOther(label) }],
    { from: piece(change.from), to: piece(change.to) },
    speech,
  );
  return [{ as: asOf(change), pieces }];
}

/** What was added to a list, and what was taken from it. */
function listLines<T>(
  label: string,
  change: FromTo<readonly T[]> | undefined,
  { locale }: ChangeSpeech,
  pieceOf: (item: T) => Piece,
): ChangeLine[] {
  const [from, to] = [change?.from ?? [], change?.to ?? []];
  const keys = (items: readonly T[]) => new Set(items.map((item) => JSON.stringify(item)));
  const [old, now] = [keys(from), keys(to)];
  const line = (as: "added" | "removed", items: readonly T[]): ChangeLine[] =>
    items.length === 0
      ? []
      : [
          {
            as,
            pieces: [
              { text: label + changesWords[locale].colon },
              ...items.flatMap((item, i) => [
                ...(i > 0 ? [{ text: listSeparators[locale] }] : []),
                pieceOf(item),
              ]),
            ],
          },
        ];
  return [
    ...line(
      "added",
      to.filter((item) => !old.has(JSON.stringify(item))),
    ),
    ...line(
      "removed",
      from.filter((item) => !now.has(JSON.stringify(item))),
    ),
  ];
}

function factLines({ id }: ChangeEntry, change: FactChange, speech: ChangeSpeech): ChangeLine[] {
  const { locale, ontology } = speech;
  const w = changesWords[locale];
  const definition = ontology.kinds[id.slice(0, id.indexOf("/"))]?.facts[change.fact];
  const label = definition?.label[locale] ?? change.fact;
  const as = factChangeAs(change);
  const valuePiece = (value: FactValue | undefined): Piece | undefined =>
    value === undefined ? undefined : { text: valueText(definition, value, speech) };
  const quoted = (text: string | undefined): Piece | undefined =>
    text === undefined ? undefined : { text: w.quoted(text) };
  const { value, original, sources } = change;
  return [
    ...(value
      ? [
          {
            as,
            pieces: fromToPieces(
              [{ text: label }],
              { from: valuePiece(value.from), to: valuePiece(value.to) },
              speech,
            ),
          },
        ]
      : []),
    // What came or went as a whole did so with its sources and its wording.
    ...(original && as === "changed"
      ? [
          {
            as: asOf(original),
            pieces: fromToPieces(
              [{ text: w.part(label, w.original) }],
              { from: quoted(original.from), to: quoted(original.to) },
              speech,
            ),
          },
        ]
      : []),
    ...(as === "changed" ? sourceLines([{ text: w.part(label, w.sources) }], sources, speech) : []),
  ];
}

function valueText(
  definition: FactDefinition | undefined,
  value: FactValue,
  { locale, ontology }: ChangeSpeech,
): string {
  if (!definition) return typeof value === "object" ? JSON.stringify(value) : String(value);
  if (definition.type !== "license" || !Array.isArray(value))
    return formatValue(definition, value, ontology, locale);
  const parts = ontology.enumerations[definition.values ?? ""] ?? {};
  return (value as readonly LicenseUse[])
    .map(({ id, part }) => {
      const license = ontology.licenses[id]?.label[locale] ?? id;
      return part ? changesWords[locale].part(license, parts[part]?.[locale] ?? part) : license;
    })
    .join(listSeparators[locale]);
}

function relationLines({ as, type, to, note, sources }: RelationChange, speech: ChangeSpeech): ChangeLine[] {
  const { locale, ontology } = speech;
  const w = changesWords[locale];
  const label: Piece[] = [
    { text: `${readingOf(ontology, type, "out", locale)} ` },
    { text: speech.nameOf(to)?.[locale] ?? to, entity: to },
  ];
  if (as !== "changed") {
    const said = as === "added" ? note?.to : note?.from;
    return [{ as, pieces: said ? [...label, { text: w.part("", said[locale]) }] : label }];
  }
  const noted = textLines(w.note, note, speech).map((line) => ({
    ...line,
    pieces: [...label, { text: listSeparators[locale] }, ...line.pieces],
  }));
  return [...noted, ...sourceLines([...label, { text: w.part("", w.sources) }], sources, speech)];
}

function sourceLines(
  label: readonly Piece[],
  change: FromTo<readonly Source[]> | undefined,
  speech: ChangeSpeech,
): ChangeLine[] {
  const w = changesWords[speech.locale];
  const lines = listLines("", change, speech, (source) => sourcePiece(source, speech)).map((line) => ({
    ...line,
    pieces: [...label, ...line.pieces],
  }));
  const isUnsourced = change && !change.to;
  return isUnsourced
    ? [...lines, { as: "changed", pieces: [...label, { text: w.colon + w.unsourced }] }]
    : lines;
}

function sourcePiece({ url, title }: Source, { locale }: ChangeSpeech): Piece {
  const name = typeof title === "string" ? title : title?.[locale];
  return { text: name ?? url ?? "", ...(url !== undefined && { url }) };
}
