/** Scopes with their parts below them, and how many entities each holds. */

import type { AtlasData } from "@/app/_server/atlas-data";
import { EntityLink } from "@/app/[locale]/_pages/entity-link";
import page from "@/app/[locale]/_pages/page.module.css";
import type { Locale } from "@/lib/graph/schema";
import { scopeMembers } from "@/lib/graph/scope";
import type { ScopeNode } from "@/lib/graph/scope-sections";
import { scopeWords } from "@/lib/i18n/scope-words";
import styles from "./scope.module.css";

/** Path of a scope's page below the language. */
export const scopePath = (id: string): string => `domain/${id.slice(id.indexOf("/") + 1)}`;

/** How many entities a scope holds, without itself. */
export const holding = ({ graph }: AtlasData, scope: number): number =>
  scopeMembers(graph, scope).reduce((sum, bits) => sum + (bits ? 1 : 0), 0) - 1;

interface TreeProps {
  locale: Locale;
  data: AtlasData;
  nodes: readonly ScopeNode[];
}

export function ScopeTree({ locale, data, nodes }: TreeProps) {
  const { compiled, ontology } = data;
  return (
    <ul className={styles.tree}>
      {nodes.map(({ scope, parts }) => {
        const entity = compiled.entities[scope];
        return (
          <li key={entity.id}>
            <EntityLink
              locale={locale}
              entity={entity}
              ontology={ontology}
              href={`/${locale}/${scopePath(entity.id)}`}
            />{" "}
            <span className={`${page.quiet} ${styles.holding}`}>
              {scopeWords[locale].holds(holding(data, scope))}
            </span>
            {parts.length > 0 && <ScopeTree locale={locale} data={data} nodes={parts} />}
          </li>
        );
      })}
    </ul>
  );
}
