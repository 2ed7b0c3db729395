/** Neighbours in the plane, found by squares as wide as what counts as near. */

/** Visits pairs that may be nearer than `reach`, in an order that depends on the places alone. */
export function eachNearPair(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  reach: number,
  visit: (a: number, b: number) => void,
): void {
  const grid = gridOf(x, y, reach);
  if (!grid) return eachNearPairAfar(x, y, reach, visit);
  const { west, north, width, height, start, members } = grid;
  for (let a = 0; a < x.length; a++) {
    let [ax, ay] = [x[a], y[a]];
    let [ownColumn, ownRow] = [Math.floor(ax / reach) - west, Math.floor(ay / reach) - north];
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        if (x[a] !== ax || y[a] !== ay) {
          // A visit has moved it.
          [ax, ay] = [x[a], y[a]];
          [ownColumn, ownRow] = [Math.floor(ax / reach) - west, Math.floor(ay / reach) - north];
        }
        const [column, row] = [ownColumn + dx, ownRow + dy];
        if (column < 0 || column >= width || row < 0 || row >= height) continue;
        const square = column * height + row;
        for (let m = start[square]; m < start[square + 1]; m++) if (a < members[m]) visit(a, members[m]);
      }
    }
  }
}

/** Squares in columns; those of square s: `members[start[s]]` to `members[start[s + 1] - 1]`, ascending. */
function gridOf(x: ArrayLike<number>, y: ArrayLike<number>, reach: number) {
  const size = x.length;
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [top, bottom] = [left, right];
  for (let i = 0; i < size; i++) {
    // Not a number makes all of them none.
    left = Math.min(left, x[i]);
    right = Math.max(right, x[i]);
    top = Math.min(top, y[i]);
    bottom = Math.max(bottom, y[i]);
  }
  const [west, north] = [Math.floor(left / reach), Math.floor(top / reach)];
  const width = Math.floor(right / reach) - west + 1;
  const height = Math.floor(bottom / reach) - north + 1;
  // Places that are few and far between are found without laying out all squares.
  if (!(width * height <= 8 * size + 64)) return undefined;
  const squareOf = (i: number) =>
    (Math.floor(x[i] / reach) - west) * height + Math.floor(y[i] / reach) - north;
  const start = new Uint32Array(width * height + 1);
  for (let i = 0; i < size; i++) start[squareOf(i) + 1]++;
  for (let square = 0; square < width * height; square++) start[square + 1] += start[square];
  const next = start.slice(0, width * height);
  const members = new Uint32Array(size);
  for (let i = 0; i < size; i++) members[next[squareOf(i)]++] = i;
  return { west, north, width, height, start, members };
}

function eachNearPairAfar(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  reach: number,
  visit: (a: number, b: number) => void,
): void {
  const squares = new Map<number, number[]>();
  const squareOf = (i: number, dx: number, dy: number) =>
    (Math.floor(x[i] / reach) + dx) * 1_000_003 + Math.floor(y[i] / reach) + dy;
  for (let i = 0; i < x.length; i++) {
    const square = squareOf(i, 0, 0);
    const found = squares.get(square);
    if (found) found.push(i);
    else squares.set(square, [i]);
  }
  for (let a = 0; a < x.length; a++) {
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const b of squares.get(squareOf(a, dx, dy)) ?? []) if (a < b) visit(a, b);
      }
    }
  }
}
