/** Keeps what is pinned to places of the map from lying over one another where the places are near. */

export interface Pin {
  x: number;
  y: number;
}

/** How often a pin is moved out of the way of those before it, along the shorter way, before it goes past them all. */
const attempts = 6;
/** By how little pins may overlap: beside one another, sums of fractions do. */
const slack = 1e-6;

/**
 * Places for pins of one size, in the order of the places that they belong to: the first stays where it belongs, others move
 * as little as it takes to keep clear of those before. While the map is zoomed they move on steadily.
 *
 * @param size of a pin with what is between two, in CSS pixels
 */
export function apart(places: readonly Readonly<Pin>[], size: number): Pin[] {
  const placed: Pin[] = [];
  for (const { x, y } of places) {
    const pin = { x, y };
    for (let attempt = 0; attempt <= attempts; attempt++) {
      const other = placed.find(
        (one) => Math.abs(one.x - pin.x) < size - slack && Math.abs(one.y - pin.y) < size - slack,
      );
      if (!other) break;
      const [dx, dy] = [pin.x - other.x, pin.y - other.y];
      if (attempt === attempts) pin.x = Math.max(...placed.map((one) => one.x)) + size;
      else if (Math.abs(dx) >= Math.abs(dy)) pin.x = other.x + (dx < 0 ? -size : size);
      else pin.y = other.y + (dy < 0 ? -size : size);
    }
    placed.push(pin);
  }
  return placed;
}
