/** A small drawing of the entity among its neighbours, as SVG: a wide one, and one in a column for narrow screens. */

import type { AtlasData } from "@/app/_server/atlas-data";
import { entityHref, KindSign } from "@/app/[locale]/_pages/entity-link";
import page from "@/app/[locale]/_pages/page.module.css";
import { readingOf } from "@/lib/graph/ontology-readings";
import type { Portrait } from "@/lib/graph/portrait";
import type { Locale } from "@/lib/graph/schema";
import { entityWords } from "@/lib/i18n/entity-words";
import {
  chooseNeighbours,
  type Drawing,
  drawNeighbourhood,
  type PlacedText,
  roughWidth,
  type Sheet,
} from "@/lib/layout/neighbourhood";
import styles from "./entity.module.css";

/** Sizes of type, in units of the drawing; entity.module.css says the same. */
const sizes = { centre: 16, name: 14, title: 12 };
const measure: Sheet["measure"] = (text, use) => roughWidth(text, sizes[use]);
const wide: Sheet = { width: 820, form: "round", row: 28, measure };
const narrow: Sheet = { width: 328, form: "column", row: 44, measure };
/** Neighbours on each. */
const limits = { wide: 16, narrow: 10 };

interface NeighbourhoodProps {
  locale: Locale;
  data: AtlasData;
  portrait: Portrait;
}

export function Neighbourhood({ locale, data, portrait }: NeighbourhoodProps) {
  const w = entityWords[locale];
  const { groups } = portrait;
  const all = new Set(groups.flatMap(({ relations }) => relations.map(({ other }) => other)));
  return (
    <>
      <Picture {...{ locale, data, portrait }} sheet={wide} limit={limits.wide} className={styles.wide} />
      <Picture
        {...{ locale, data, portrait }}
        sheet={narrow}
        limit={limits.narrow}
        className={styles.narrow}
      />
      <p className={page.quiet}>
        <span className={styles.wide}>{w.drawingText(Math.min(limits.wide, all.size), all.size)}</span>
        <span className={styles.narrow}>{w.drawingText(Math.min(limits.narrow, all.size), all.size)}</span>
      </p>
    </>
  );
}

interface PictureProps extends NeighbourhoodProps {
  sheet: Sheet;
  limit: number;
  className: string | undefined;
}

function Picture({ locale, data, portrait, sheet, limit, className }: PictureProps) {
  const { compiled, ontology } = data;
  const { entity, groups } = portrait;
  const chosen = chooseNeighbours(
    groups.map(({ relations }) => relations.map(({ other }) => other)),
    limit,
  );
  const sectors = groups
    .map((group, i) => ({ ...group, members: chosen[i] }))
    .filter(({ members }) => members.length > 0);
  const drawing = drawNeighbourhood(
    entity.name[locale],
    sectors.map(({ type, direction, members }) => ({
      title: readingOf(ontology, type, direction, locale),
      names: members.map((member) => compiled.entities[member].name[locale]),
    })),
    sheet,
  );
  const isSourced = (sector: number, other: number) =>
    sectors[sector].relations.some((one) => one.other === other && one.numbers.length > 0);
  const { centre, titles, spokes, width, height } = drawing;
  const label = entityWords[locale].drawing(entity.name[locale]);
  return (
    <svg
      className={`${styles.drawing} ${className}`}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-label={label}
    >
      {spokes.map(({ sector, member, line }) => (
        <path
          key={line}
          className={styles.line}
          d={line}
          data-unsourced={!isSourced(sector, sectors[sector].members[member]) || undefined}
        />
      ))}
      <Sign kind={entity.kind} mark={centre} />
      <Words of={centre.text} className={styles.centreName} />
      {titles.map((title) => (
        <Words key={`${title.x} ${title.y}`} of={title} className={styles.tieName} />
      ))}
      {spokes.map((spoke) => {
        const other = compiled.entities[sectors[spoke.sector].members[spoke.member]];
        return (
          <a key={other.id} href={entityHref(locale, other.id)}>
            {/* By this it is called, where there is room for a part of the name only. */}
            {spoke.text.text !== other.name[locale] && <title>{other.name[locale]}</title>}
            <Press spoke={spoke} />
            <Sign kind={other.kind} mark={spoke} />
            <Words of={spoke.text} className={styles.spokeName} />
          </a>
        );
      })}
    </svg>
  );
}

/** What may be pressed: mark and name, as tall as the row. */
function Press({ spoke: { x, y, radius, row, text } }: { spoke: Drawing["spokes"][number] }) {
  const left = Math.min(x - radius, text.anchor === "end" ? text.x - text.width : x - radius);
  const right = Math.max(x + radius, text.anchor === "end" ? x + radius : text.x + text.width);
  return <rect className={styles.press} x={left} y={y - row / 2} width={right - left} height={row} />;
}

function Sign({
  kind,
  mark: { x, y, radius },
}: {
  kind: string;
  mark: { x: number; y: number; radius: number };
}) {
  // The sign's own box is a little larger than its mark.
  const size = radius * 2.6;
  return (
    <g transform={`translate(${x - size / 2} ${y - size / 2})`}>
      <KindSign kind={kind} size={size} />
    </g>
  );
}

function Words({ of: { text, x, y, anchor }, className }: { of: PlacedText; className: string | undefined }) {
  return (
    <text className={className} x={x} y={y} textAnchor={anchor} dominantBaseline="central">
      {text}
    </text>
  );
}
