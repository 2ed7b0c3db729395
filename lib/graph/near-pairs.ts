/** Neighbours in the plane, found by squares as wide as what counts as near. */

/** Visits pairs that may be nearer than `reach`, in an order that depends on the places alone. */
export function eachNearPair(
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
