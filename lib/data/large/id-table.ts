/** Ids of entities numbered in the order in which they come, outside of the heap: ten million strings would fill it. */
import { Growing } from "./growing";

export class IdTable {
  readonly #bytes = new Growing(Uint8Array, 1 << 16);
  readonly #starts = new Growing(Float64Array, 1 << 12);
  /** Number of an id and one, by open addresses; 0 where there is none. */
  #table: Uint32Array;
  readonly #scratch = Buffer.alloc(512);

  /** @param room for so many ids at first; a power of two */
  constructor(room = 1 << 12) {
    this.#table = new Uint32Array(2 * room);
    this.#starts.push(0);
  }

  get size(): number {
    return this.#starts.size - 1;
  }

  /** The number of an id, which it is given where it has none. @param id at most 120 characters of ASCII */
  add(id: string): number {
    const length = this.#scratch.write(id, "latin1");
    const slot = this.#slotOf(length);
    if (this.#table[slot] > 0) return this.#table[slot] - 1;
    const number = this.size;
    this.#bytes.pushAll(this.#scratch.subarray(0, length));
    this.#starts.push(this.#bytes.size);
    this.#table[slot] = number + 1;
    if (this.size * 2 > this.#table.length) this.#grow();
    return number;
  }

  /** -1 where it has none. */
  find(id: string): number {
    return this.#table[this.#slotOf(this.#scratch.write(id, "latin1"))] - 1;
  }

  id(number: number): string {
    return Buffer.from(
      this.#bytes.items().subarray(this.#starts.at(number), this.#starts.at(number + 1)),
    ).toString("latin1");
  }

  /** The order of ids by their code units: below 0 where the first comes first. */
  compare(a: number, b: number): number {
    const [startA, startB] = [this.#starts.at(a), this.#starts.at(b)];
    const [lengthA, lengthB] = [this.#starts.at(a + 1) - startA, this.#starts.at(b + 1) - startB];
    const length = Math.min(lengthA, lengthB);
    for (let i = 0; i < length; i++) {
      const difference = this.#bytes.at(startA + i) - this.#bytes.at(startB + i);
      if (difference !== 0) return difference;
    }
    return lengthA - lengthB;
  }

  /** Where the id in the scratch stands, or may be put. */
  #slotOf(length: number): number {
    const mask = this.#table.length - 1;
    for (let slot = hashOf(this.#scratch, 0, length) & mask; ; slot = (slot + 1) & mask) {
      const number = this.#table[slot] - 1;
      if (number < 0 || this.#isScratch(number, length)) return slot;
    }
  }

  #isScratch(number: number, length: number): boolean {
    const start = this.#starts.at(number);
    if (this.#starts.at(number + 1) - start !== length) return false;
    for (let i = 0; i < length; i++) if (this.#bytes.at(start + i) !== this.#scratch[i]) return false;
    return true;
  }

  #grow(): void {
    const table = new Uint32Array(this.#table.length * 2);
    const mask = table.length - 1;
    const bytes = this.#bytes.items();
    for (let number = 0; number < this.size; number++) {
      let slot = hashOf(bytes, this.#starts.at(number), this.#starts.at(number + 1)) & mask;
      while (table[slot] > 0) slot = (slot + 1) & mask;
      table[slot] = number + 1;
    }
    this.#table = table;
  }
}

/** FNV-1a, its bits mixed once more, since low ones choose the slot. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
