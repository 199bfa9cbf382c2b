import type { MarketData } from '@sigmax/core';

/** A venue's message as it came, before anybody has read it: every digit and every id as the venue wrote them. */
export interface RawFrame {
  readonly type: 'raw-frame';
  /** Whose message it is: `'binance'`. */
  readonly venue: string;
  /** Which of the venue's connections or channels it came from, where there are several. */
  readonly stream?: string | undefined;
  /** When it was received, on the local clock. */
  readonly timeMs: number;
  readonly text: string;
}

/** Everything that a recording can hold; `type` tells which. */
export type Recordable = MarketData | RawFrame;

export type RecordableType = Recordable['type'];

/** What a recording gives back: the event, and when the recorder was handed it. */
export interface RecordedEvent {
  /** On the recorder's clock. */
  readonly receivedMs: number;
  readonly event: Recordable;
}
