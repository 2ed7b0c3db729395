/**
 * A small drawing of an entity among its neighbours: the entity in the middle, its neighbours round it by what ties them to
 * it, each with its name in a row of its own, so that no two names ever overlap. On a narrow sheet all stand in one column.
 *
 * Pure: text is measured by whoever asks, in the drawing's own units; names that have no room are cut.
 */

/** Neighbours that are tied to the entity in the same way. */
export interface Sector {
  /** How they are tied to it. */
  readonly title: string;
  readonly names: readonly string[];
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly centre: Mark & { readonly text: PlacedText };
  readonly titles: readonly PlacedText[];
  readonly spokes: readonly (Mark & {
    /** Indices into the sectors and their names. */
    readonly sector: number;
    readonly member: number;
    readonly text: PlacedText;
    /** How tall its row is: all of it may be pressed. */
    readonly row: number;
    /** From the centre to the mark, as SVG path data. */
    readonly line: string;
  })[];
}

interface Mark {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface PlacedText {
  /** As much of it as there is room for. */
  readonly text: string;
  /** Where it begins, is centred or ends, by `anchor`; the middle of its height. */
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
  readonly width: number;
}

export interface Sheet {
  readonly width: number;
  /** Names on both sides of the entity, or in one column below it. */
  readonly form: "round" | "column";
  /** Height of the row of a name. */
  readonly row: number;
  readonly measure: (text: string, use: "centre" | "name" | "title") => number;
}

const titleRow = 22;
const radii = { centre: 18, spoke: 9 };
/** Between a mark and its name. */
const gap = 6;
const margin = 4;

type Row =
  | { readonly sector: number; readonly member?: undefined }
  | { readonly sector: number; readonly member: number };

export function drawNeighbourhood(name: string, sectors: readonly Sector[], sheet: Sheet): Drawing {
  const rows = sectors.flatMap(({ names }, sector): Row[] => [
    { sector },
    ...names.map((_, member) => ({ sector, member })),
  ]);
  return sheet.form === "round" ? round(name, sectors, rows, sheet) : column(name, sectors, rows, sheet);
}

const heightOf = (rows: readonly Row[], { row }: Sheet): number =>
  rows.reduce((sum, { member }) => sum + (member === undefined ? titleRow : row), 0);

/** Two halves of about the same height; a sector that is parted has its title in both. */
function halves(rows: readonly Row[], sheet: Sheet): readonly [Row[], Row[]] {
  const half = heightOf(rows, sheet) / 2;
  let split = 0;
  while (split < rows.length && heightOf(rows.slice(0, split + 1), sheet) <= half + sheet.row / 2) split++;
  // A title is not left alone at the end of a half.
  if (split > 0 && rows[split - 1].member === undefined) split--;
  const [first, second] = [rows.slice(0, split), rows.slice(split)];
  const isParted = second.length > 0 && second[0].member !== undefined;
  return [first, isParted ? [{ sector: second[0].sector }, ...second] : second];
}

function round(name: string, sectors: readonly Sector[], rows: readonly Row[], sheet: Sheet): Drawing {
  const { width, measure } = sheet;
  const sides = halves(rows, sheet);
  const tallest = Math.max(...sides.map((side) => heightOf(side, sheet)), radii.centre * 2 + titleRow * 2);
  const height = tallest + 2 * margin;
  const [middleX, middleY] = [width / 2, height / 2];
  const [reachX, reachY] = [width / 4, tallest / 2 + sheet.row];
  const centreText = cut(name, 2 * (reachX * 0.6), (text) => measure(text, "centre"));
  const centre = {
    x: middleX,
    y: middleY,
    radius: radii.centre,
    text: {
      ...centreText,
      x: middleX,
      y: middleY + radii.centre + titleRow / 2,
      anchor: "middle" as const,
    },
  };
  const titles: PlacedText[] = [];
  const spokes: Drawing["spokes"][number][] = [];
  sides.forEach((side, i) => {
    const away = i === 0 ? -1 : 1;
    let top = middleY - heightOf(side, sheet) / 2;
    for (const row of side) {
      const rowHeight = row.member === undefined ? titleRow : sheet.row;
      const y = top + rowHeight / 2;
      top += rowHeight;
      // On an ellipse, so that lines reach names without crossing others.
      const reach = reachX * Math.sqrt(1 - ((y - middleY) / reachY) ** 2);
      const x = middleX + away * reach;
      const textX = x + away * (radii.spoke + gap);
      const room = away < 0 ? textX - margin : width - margin - textX;
      const place = { x: textX, y, anchor: away < 0 ? ("end" as const) : ("start" as const) };
      const { title, names } = sectors[row.sector];
      if (row.member === undefined) {
        titles.push({ ...cut(title, room, (text) => measure(text, "title")), ...place });
        continue;
      }
      const text = { ...cut(names[row.member], room, (part) => measure(part, "name")), ...place };
      const line = `M${shown(middleX)} ${shown(middleY)}L${shown(x)} ${shown(y)}`;
      spokes.push({ ...row, x, y, radius: radii.spoke, text, row: sheet.row, line });
    }
  });
  return { width, height, centre, titles, spokes };
}

function column(name: string, sectors: readonly Sector[], rows: readonly Row[], sheet: Sheet): Drawing {
  const { width, measure } = sheet;
  const centreX = margin + radii.centre;
  const centreY = margin + radii.centre;
  const nameX = centreX + radii.centre + gap;
  const x = centreX + 3 * radii.centre;
  const textX = x + radii.spoke + gap;
  const room = width - margin - textX;
  const titles: PlacedText[] = [];
  const spokes: Drawing["spokes"][number][] = [];
  let top = centreY + radii.centre + gap;
  for (const row of rows) {
    const rowHeight = row.member === undefined ? titleRow : sheet.row;
    const y = top + rowHeight / 2;
    top += rowHeight;
    const { title, names } = sectors[row.sector];
    if (row.member === undefined) {
      const text = cut(title, room, (part) => measure(part, "title"));
      titles.push({ ...text, x: textX, y, anchor: "start" });
      continue;
    }
    const text = cut(names[row.member], room, (part) => measure(part, "name"));
    const bend = Math.min(radii.centre, (y - centreY) / 2);
    const line = `M${shown(centreX)} ${shown(centreY)}V${shown(y - bend)}Q${shown(centreX)} ${shown(y)} ${shown(centreX + bend)} ${shown(y)}H${shown(x)}`;
    const place = { x: textX, y, anchor: "start" as const };
    spokes.push({ ...row, x, y, radius: radii.spoke, text: { ...text, ...place }, row: sheet.row, line });
  }
  const text = cut(name, width - margin - nameX, (part) => measure(part, "centre"));
  return {
    width,
    height: top + margin,
    centre: {
      x: centreX,
      y: centreY,
      radius: radii.centre,
      text: { ...text, x: nameX, y: centreY, anchor: "start" },
    },
    titles,
    spokes,
  };
}

const shown = (value: number): number => Math.round(value * 10) / 10;

/** The text, or as much of its beginning as fits, and how wide that is. */
function cut(
  text: string,
  room: number,
  measure: (text: string) => number,
): { readonly text: string; readonly width: number } {
  const whole = measure(text);
  if (whole <= room) return { text, width: whole };
  const characters = [...text];
  while (characters.length > 0) {
    characters.pop();
    const shorter = `${characters.join("").trimEnd()}…`;
    const width = measure(shorter);
    if (width <= room) return { text: shorter, width };
  }
  return { text: "", width: 0 };
}

/**
 * Which neighbours a drawing with room for so many shows, each once: of every way of being tied the most important first,
 * one each before anyone has two.
 */
export function chooseNeighbours(groups: readonly (readonly number[])[], limit: number): number[][] {
  const chosen = groups.map((): number[] => []);
  const taken = new Set<number>();
  const queues = groups.map((members) => [...members]);
  let isLeft = true;
  while (isLeft && taken.size < limit) {
    isLeft = false;
    for (const [i, queue] of queues.entries()) {
      if (taken.size >= limit) break;
      const next = queue.find((member) => !taken.has(member));
      if (next === undefined) continue;
      taken.add(next);
      chosen[i].push(next);
      isLeft = true;
    }
  }
  return chosen.map((members) => members.sort((a, b) => a - b));
}

/**
 * How wide a text is, at most, in a plain sans-serif face of this size; where no canvas can measure it. A little too wide
 * is better than too narrow.
 */
export function roughWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width * size;
}

function widthOf(character: string): number {
  if (/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(character)) return 1;
  if (/[iljtfrI.,:;'|!\-·()[\] ]/.test(character)) return 0.38;
  if (/[mwMW@%…—]/.test(character)) return 0.98;
  if (/[A-Z&+=<>]/.test(character)) return 0.74;
  return /[a-z0-9]/.test(character) ? 0.61 : 0.9;
}
