/** What a record of changes tells, for the list of all and for its own page. */
import { changeSpeech } from "@/app/_server/change-history";
import { EntityLink, entityHref, KindSign, Name } from "@/app/[locale]/_pages/entity-link";
import page from "@/app/[locale]/_pages/page.module.css";
import { type ChangeEntry, type ChangeRecord, countChanges } from "@/lib/graph/change-record";
import type { Locale } from "@/lib/graph/schema";
import { languageTags } from "@/lib/i18n";
import { changesWords } from "@/lib/i18n/changes-words";
import { compareNames } from "@/lib/i18n/collate";
import { formatCount } from "@/lib/i18n/format";
import { type ChangeLine, type ChangeSpeech, changeLines, type Piece } from "@/lib/view/change-lines";
import styles from "./changes.module.css";

/** Of each kind, so many entities are seen at once. */
const seenAtOnce = 8;

/** Whether anything was added, changed or removed, and how much there is since. */
export function RecordNumbers({ locale, record }: { locale: Locale; record: ChangeRecord }) {
  const w = changesWords[locale];
  const count = (n: number) => formatCount(n, locale);
  const { kinds, relations, facts } = record.totals;
  const entities = Object.values(kinds).reduce((sum, n) => sum + n, 0);
  if (record.from === undefined) return <p>{w.firstText(count(entities), count(relations), count(facts))}</p>;
  const counts = countChanges(record.entries);
  return (
    <ul className={styles.tally}>
      {(["entities", "relations", "facts"] as const)
        .filter((what) => Object.values(counts[what]).some((n) => n > 0))
        .map((what) => {
          const { added, changed, removed } = counts[what];
          return (
            <li key={what}>
              {w.tally[what]({ added: count(added), changed: count(changed), removed: count(removed) })}
            </li>
          );
        })}
    </ul>
  );
}

interface EntriesProps {
  locale: Locale;
  entries: readonly ChangeEntry[];
  /** Level of the headings of kinds. */
  heading: "h2" | "h3";
}

/** The entities of a record by kind, each with what became of it. */
export async function Entries({ locale, entries, heading: Heading }: EntriesProps) {
  const speech = await changeSpeech(locale);
  const { kinds } = speech.ontology;
  const w = changesWords[locale];
  const compare = compareNames(locale);
  const all = entries.toSorted((a, b) => compare(a.name[locale], b.name[locale]));
  // A kind that the ontology has no more comes last.
  const names = new Set([...Object.keys(kinds), ...all.map(kindOf)]);
  return [...names].map((kind) => {
    const own = all.filter((entry) => kindOf(entry) === kind);
    if (own.length === 0) return null;
    const seen = own.length <= seenAtOnce + 1 ? own.length : seenAtOnce;
    const rest = own.slice(seen);
    return (
      <section key={kind}>
        <Heading className={styles.kind}>
          {kinds[kind] && <KindSign kind={kind} />} {kinds[kind]?.plural[locale] ?? kind}{" "}
          <span>{formatCount(own.length, locale)}</span>
        </Heading>
        <EntryList entries={own.slice(0, seen)} speech={speech} />
        {rest.length > 0 && (
          <details className={styles.rest}>
            <summary>{w.all(formatCount(rest.length, locale))}</summary>
            <EntryList entries={rest} speech={speech} />
          </details>
        )}
      </section>
    );
  });
}

const kindOf = ({ id }: ChangeEntry): string => id.slice(0, id.indexOf("/"));

function EntryList({ entries, speech }: { entries: readonly ChangeEntry[]; speech: ChangeSpeech }) {
  const { locale, ontology } = speech;
  const w = changesWords[locale];
  return (
    <ul className={styles.entries}>
      {entries.map((entry) => {
        const lines = changeLines(entry, speech);
        const entity = { id: entry.id, kind: kindOf(entry), name: speech.nameOf(entry.id) ?? entry.name };
        return (
          <li key={entry.id}>
            {entry.as === "removed" ? (
              <span className={styles.gone}>
                <Name locale={locale} text={entity.name} />
              </span>
            ) : (
              <EntityLink locale={locale} entity={entity} ontology={ontology} />
            )}{" "}
            {entry.as !== "changed" && <span className={page.quiet}>{w.as[entry.as]}</span>}
            {lines.length > 0 && (
              <ul className={styles.lines}>
                {lines.map((line) => (
                  <Line key={JSON.stringify(line)} line={line} locale={locale} />
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}

const signs: Readonly<Record<ChangeLine["as"], string>> = { added: "+", removed: "−", changed: "~" };

function Line({ line: { as, pieces }, locale }: { line: ChangeLine; locale: Locale }) {
  const w = changesWords[locale];
  const placed = pieces.map((piece, at) => ({ ...piece, at }));
  return (
    <li>
      <span className={styles.as} data-as={as}>
        <span aria-hidden="true">{signs[as]}</span> {w.as[as]}
      </span>{" "}
      <span>
        {placed.map((piece) => (
          <PieceText key={piece.at} piece={piece} locale={locale} />
        ))}
      </span>
    </li>
  );
}

function PieceText({ piece: { text, lang, entity, url }, locale }: { piece: Piece; locale: Locale }) {
  if (entity) return <a href={entityHref(locale, entity)}>{text}</a>;
  if (url && /^https?:\/\//i.test(url))
    return (
      <a href={url} rel="noopener noreferrer">
        {text}
      </a>
    );
  return lang ? <span lang={languageTags[lang]}>{text}</span> : text;
}
