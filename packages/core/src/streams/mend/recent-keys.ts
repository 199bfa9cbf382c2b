/**
 * The last keys that were added, up to a number.
 *
 * Two sets take turns: when the newer one is full it becomes the older one. So at least `size` keys are known, at most twice
 * as many are held, and none has to be taken out alone.
 */
export class RecentKeys {
  private readonly size: number;
  private newer = new Set<string | number>();
  private older = new Set<string | number>();

  constructor(size: number) {
    this.size = size;
  }

  /** Adds a key; false when it was known. */
  add(key: string | number): boolean {
    if (this.newer.has(key) || this.older.has(key)) return false;
    if (this.newer.size >= this.size) {
      const emptied = this.older;
      this.older = this.newer;
      emptied.clear();
      this.newer = emptied;
    }
    this.newer.add(key);
    return true;
  }
}
