/** Whatever has a time can be merged and sorted by it. */
export interface Timed {
  readonly timeMs: number;
}
