/** Entities in the text of a page: a link with the sign of the kind, and names that say in which language they are. */
import { shapePoints } from "@/lib/canvas/shapes";
import type { Ontology } from "@/lib/graph/ontology";
import type { Locale, Text } from "@/lib/graph/schema";
import { languageTags } from "@/lib/i18n/locale";
import styles from "./page.module.css";

const symbolOf = (kind: string) => `kind-${kind}`;

/** The signs of all kinds, once a page; `KindSign` shows them. Both themes' colours stand in it. */
export function KindSymbols({ ontology }: { ontology: Ontology }) {
  return (
    <svg width="0" height="0" className={styles.symbols} aria-hidden="true" focusable="false">
      {Object.entries(ontology.kinds).map(([kind, { shape, colour, icon }]) => (
        <symbol key={kind} id={symbolOf(kind)} viewBox="-1.3 -1.3 2.6 2.6">
          {shapePoints[shape].length === 0 ? (
            <circle r="1.05" fill={`light-dark(${colour.light}, ${colour.dark})`} />
          ) : (
            <polygon
              points={shapePoints[shape].map((at) => Number(at.toFixed(3))).join(" ")}
              fill={`light-dark(${colour.light}, ${colour.dark})`}
            />
          )}
          <path
            d={icon}
            transform="translate(-0.6 -0.6) scale(0.05)"
            fill="none"
            stroke="light-dark(#ffffff, #14161b)"
            strokeWidth="2.2"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </symbol>
      ))}
    </svg>
  );
}

/** A kind's mark as on the map; its name stands beside it, or the words say it. */
export function KindSign({ kind, size = 18 }: { kind: string; size?: number }) {
  return (
    <svg className={styles.sign} width={size} height={size} aria-hidden="true" focusable="false">
      <use href={`#${symbolOf(kind)}`} />
    </svg>
  );
}

/** Chinese is written with Chinese characters; what has none in a Chinese page is a foreign name. */
const hasHan = /\p{Script=Han}/u;

/** A name, with its language where that is not the page's. */
export function Name({ locale, text }: { locale: Locale; text: Text }) {
  const shown = text[locale];
  const language = hasHan.test(shown) ? "zh" : "en";
  return language === locale ? shown : <span lang={languageTags[language]}>{shown}</span>;
}

interface EntityLinkProps {
  locale: Locale;
  entity: { readonly id: string; readonly kind: string; readonly name: Text };
  ontology: Ontology;
  /** Where it leads to, if not to the entity's page. */
  href?: string;
}

/** Path of an entity's page. */
export const entityHref = (locale: Locale, id: string): string => `/${locale}/entity/${id}`;

/** A link to the entity's page. */
export function EntityLink({
  locale,
  entity: { id, kind, name },
  ontology,
  href = entityHref(locale, id),
}: EntityLinkProps) {
  return (
    <a className={styles.entity} href={href}>
      <KindSign kind={kind} />
      <span className="visually-hidden">{ontology.kinds[kind]?.label[locale]} </span>
      <span>
        <Name locale={locale} text={name} />
      </span>
    </a>
  );
}
