/** A typed array that grows as it is filled. */

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

export class Growing<T extends Numbers> {
  readonly #type: new (
    length: number,
  ) => T;
  #items: T;
  size = 0;

  constructor(type: new (length: number) => T, room = 16) {
    this.#type = type;
    this.#items = new type(room);
  }

  push(value: number): void {
    if (this.size === this.#items.length) this.#grow(this.size + 1);
    this.#items[this.size++] = value;
  }

  pushAll(values: T): void {
    if (this.size + values.length > this.#items.length) this.#grow(this.size + values.length);
    this.#items.set(values, this.size);
    this.size += values.length;
  }

  at(index: number): number {
    return this.#items[index];
  }

  set(index: number, value: number): void {
    this.#items[index] = value;
  }

  /** What is in it now; not a copy. */
  items(): T {
    return this.#items.subarray(0, this.size) as T;
  }

  #grow(least: number): void {
    const grown = new this.#type(Math.max(least, Math.ceil(this.#items.length * 1.6)));
    grown.set(this.items());
    this.#items = grown;
  }
}
