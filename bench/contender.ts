/** One library computing one indicator over bars. */
export interface Contender {
  /** Goes through all its bars and returns the newest value, by which the libraries can be compared. */
  readonly run: () => number;
  /** How many bars these are. */
  readonly bars: number;
  /** Why its newest value may differ from ours, where its definition does. */
  readonly differs?: string | undefined;
}

/** Libraries by name, computing one indicator in one form; ours is `sigmax`. */
export type Contest = Readonly<Record<string, Contender>>;

/** The bars as plain arrays of numbers, which is what the peers read. */
export interface PlainBars {
  readonly high: number[];
  readonly low: number[];
  readonly close: number[];
}
