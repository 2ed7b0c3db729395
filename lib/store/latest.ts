/** A few answers by key, shared by all who ask while they are made; the one that nobody has asked for longest gives way. */
export class Latest<T> {
  private readonly found = new Map<string, Promise<T>>();

  /** @param most how many are kept */
  constructor(private readonly most: number) {}

  /** What is kept under this key, or else what is made now; a failure is kept for nobody. */
  get(key: string, make: () => Promise<T>): Promise<T> {
    const one = this.found.get(key) ?? make();
    this.found.delete(key);
    this.found.set(key, one);
    one.catch(() => this.found.get(key) === one && this.found.delete(key));
    for (const oldest of this.found.keys()) {
      if (this.found.size <= this.most) break;
      this.found.delete(oldest);
    }
    return one;
  }

  clear(): void {
    this.found.clear();
  }
}
