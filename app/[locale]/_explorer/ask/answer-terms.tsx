"use client";

/** Licence flow: which terms reach an entity from what it comes from, and by which hop they restrict. */
import { useMemo } from "react";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { usePartAnswer } from "@/app/[locale]/_explorer/parts/part-answer";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { type Term, termsOf } from "@/lib/graph/terms";
import { askWords } from "@/lib/i18n/ask-words";
import { formatCount } from "@/lib/i18n/format";
import type { Speech } from "@/lib/view/grouping";
import styles from "./ask.module.css";
import { type AnswerProps, EntityButton, LongList, RelationButton } from "./ask-parts";

interface TermsProps extends AnswerProps<"terms"> {
  speech: Speech;
}

const firstTerms = 12;
const firstWays = 3;

export function TermsAnswer(props: TermsProps) {
  const { locale } = useAtlas();
  const w = askWords[locale].terms;
  const { graph, question, speech, onRelation } = props;
  const whole = usePartAnswer(question)?.terms;
  const {
    own,
    upstream,
    verdict: here,
    restricting,
    unknown,
  } = useMemo(
    () => termsOf(graph, speech.table, graph.indexOf(question.of)),
    [graph, speech.table, question.of],
  );
  // Terms may come from further away than what is here of a large map.
  const verdict = whole?.verdict ?? here;
  const unknownCount = whole?.unknown ?? unknown.length;
  const { commercial_use: use } = graph.ontology;
  // What is of a kind without licences has none of its own that could be unknown.
  const hasOwn = own.use !== "unknown" || unknown.includes(own.entity);
  const terms = hasOwn ? [own, ...upstream] : upstream;
  return (
    <>
      <p className={styles.verdict} data-use={verdict}>
        {w.verdict[verdict]}
      </p>
      {unknownCount > 0 && <p>{w.unknown(formatCount(unknownCount, locale))}</p>}
      {hasOwn && upstream.length === 0 && <p>{w.none}</p>}
      <p className={shared.muted}>{w.caveat}</p>
      {restricting.length > 0 && (
        <section className={styles.section}>
          <h3 className={shared.sectionTitle}>
            {restricting[0].term.use === "no" ? w.restricting : w.conditions}
          </h3>
          <LongList items={restricting} first={firstWays}>
            {({ term, way }) => (
              <li key={term.entity} className={styles.path}>
                <Licence {...props} term={term} />
                <ol className={styles.steps}>
                  {way.map((relation) => (
                    <li key={relation} className={styles.sentence}>
                      <RelationButton graph={graph} relation={relation} onRelation={onRelation} />
                    </li>
                  ))}
                </ol>
              </li>
            )}
          </LongList>
        </section>
      )}
      {terms.length > 0 && (
        <section className={styles.section}>
          <h3 className={shared.sectionTitle}>{w.table}</h3>
          <p className={shared.muted}>{use.label[locale]}</p>
          <LongList items={terms} first={firstTerms}>
            {(term) => (
              <li key={term.entity} className={styles.row}>
                <Licence {...props} term={term} />
              </li>
            )}
          </LongList>
        </section>
      )}
    </>
  );
}

/** An entity, how far away it is, its licences and what they say of commercial use. */
function Licence({ term, ...props }: TermsProps & { term: Term }) {
  const { locale, t } = useAtlas();
  const w = askWords[locale];
  const { licenses, commercial_use: use } = props.graph.ontology;
  const names = term.licenses.map((id) => licenses[id]?.spdx ?? licenses[id]?.label[locale] ?? id);
  return (
    <>
      <EntityButton {...props} entity={term.entity}>
        <span className={styles.date}>
          {term.hop === 0 ? w.terms.own : w.depth.of(formatCount(term.hop, locale))}
        </span>
      </EntityButton>
      <span className={styles.license}>
        <span>{names.length > 0 ? names.join(t.listSeparator) : w.terms.notRecorded}</span>
        <strong data-use={term.use}>{use.values[term.use][locale]}</strong>
      </span>
    </>
  );
}
