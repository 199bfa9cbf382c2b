import type { TextLevel } from './text-level';

/** One message of the channel `books`. */
export interface OkxBookMessage {
  readonly instrument: string;
  readonly action: 'snapshot' | 'update';
  readonly timeMs: number;
  readonly sequenceId: string;
  /** −1 in a snapshot. */
  readonly previousSequenceId: string;
  readonly bids: readonly TextLevel[];
  readonly asks: readonly TextLevel[];
}

/** The venue writes four texts a level: price, quantity, an old field that is 0, and how many orders there are. */
const four = (levels: readonly TextLevel[]): string =>
  JSON.stringify(levels.map(([price, quantity]) => [price, quantity, '0', '1']));

export const okxBookFrame = (message: OkxBookMessage): string => {
  const { instrument, action, timeMs, sequenceId, previousSequenceId, bids, asks } = message;
  const ids = `"checksum":0,"seqId":${sequenceId},"prevSeqId":${previousSequenceId}`;
  const book = `{"asks":${four(asks)},"bids":${four(bids)},"ts":"${timeMs}",${ids}}`;
  return `{"arg":{"channel":"books","instId":"${instrument}"},"action":"${action}","data":[${book}]}`;
};

/** The answer to a subscription. */
export const okxAnswerFrame = (instrument: string): string =>
  `{"event":"subscribe","arg":{"channel":"books","instId":"${instrument}"},"connId":"a4d3ae55"}`;
