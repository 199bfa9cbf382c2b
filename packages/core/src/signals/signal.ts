/** What a signal is about. */
export type SignalCode =
  | 'volatility-burst'
  | 'turnover-spike'
  | 'correlation-break'
  | 'listed'
  | 'delisted'
  | 'halted'
  | 'resumed';

/** Something that has just begun. It says so once: what goes on is not said again. */
export interface Signal {
  readonly type: 'volatility' | 'listing';
  readonly code: SignalCode;
  readonly instrumentId: string;
  readonly timeMs: number;
  /** What was measured, in the unit that the detector states; 1 for a listing, −1 for an end or a halt. */
  readonly value: number;
  /** From 0 to 1. */
  readonly confidence: number;
  /** The numbers behind it. */
  readonly evidence: Readonly<Record<string, number | string>>;
}
