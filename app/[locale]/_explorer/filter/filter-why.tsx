"use client";

import type { FilterAtWork } from "@/app/[locale]/_explorer/filtration";
/** Why an entity is in, stands back as context, or is left out. */
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { type Condition, explain } from "@/lib/graph/filter";
import { chainText, conditionText, tieText } from "@/lib/i18n/filter-text";
import { filterWords } from "@/lib/i18n/filter-words";
import { showAnyway } from "@/lib/view/steps";
import type { View } from "@/lib/view/view";
import styles from "./filter.module.css";

/** Conditions that reasons tell better, or that go without saying. */
const told: ReadonlySet<Condition["about"]["type"]> = new Set(["scope", "kinds", "link"]);

interface WhyProps {
  filtration: FilterAtWork;
  id: string;
  onFilter(step: (view: View) => View): void;
}

export function Why({ filtration: { graph, filtering, filtered, speech }, id, onFilter }: WhyProps) {
  const { locale } = useAtlas();
  const w = filterWords[locale];
  const entity = graph.indexOf(id);
  const { standing, scopes, way, links, met, unmet, ties } = explain(
    graph,
    filtered,
    filtering.filter,
    entity,
  );
  const title = { member: w.whyMember, context: w.whyContext, out: w.whyOut }[standing];
  const reasons = [
    ...scopes.flatMap(({ scope, reasons: chains }) =>
      scope === entity
        ? [w.whyScope(graph.names[scope][locale])]
        : chains.map((chain) => chainText(chain, speech)),
    ),
    ...(way.length > 0 ? [chainText(way, speech)] : []),
    ...links.flatMap((chains) => chains.map((chain) => chainText(chain, speech))),
    ...ties.map((tie) => tieText(tie, speech)),
    ...met.flatMap((about) => (told.has(about.type) ? [] : [conditionText(about, filtering, speech)])),
  ];
  const missing = standing === "out" ? unmet.map((about) => conditionText(about, filtering, speech)) : [];
  return (
    <section className={styles.why} data-standing={standing} aria-label={w.why}>
      <h3 className={styles.whyTitle}>{title}</h3>
      <ul>
        {[...(standing === "out" ? missing : reasons)].map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {standing === "out" && (
        <button
          type="button"
          className={styles.button}
          onClick={() => onFilter((view) => showAnyway(view, id))}
        >
          {w.showAnyway}
        </button>
      )}
    </section>
  );
}
