import type { CcxtStatus } from '@sigmax/adapters/ccxt';
import { type Bar, type FeatureFrame, featureValue } from '@sigmax/core';
import type { Outcome } from './run-live';

const clock = (timeMs: number): string => new Date(timeMs).toISOString().slice(11, 19);

const shown = (value: number | undefined, digits: number): string =>
  value === undefined ? 'unknown' : value.toFixed(digits);

/** A bar, with what the book said when it came. */
export const barLine = ({ timeMs, close, volume }: Bar, frame: FeatureFrame | undefined): string => {
  const feature = (name: string, digits: number): string =>
    frame === undefined ? 'unknown' : shown(featureValue(frame, name), digits);
  return [
    `${clock(timeMs)}  bar    close ${close.toFixed(1)}  volume ${volume.toFixed(3)}`,
    `  spread ${feature('spreadBps', 2)} bps  imbalance ${feature('imbalance', 2)}  micro-price ${feature('microPrice', 1)}`,
  ].join('');
};

/** What happened to a stream, in words; `undefined` for what need not be shown. */
export const statusLine = (status: CcxtStatus): string | undefined => {
  const about = `${clock(status.timeMs)}  ${status.stream.padEnd(10)}`;
  switch (status.type) {
    case 'connected':
      return `${about} connected (connection ${status.connection})`;
    case 'disconnected':
      return `${about} disconnected: ${status.code}`;
    case 'retrying':
      return `${about} connects again in ${Math.ceil(status.delayMs)} ms`;
    case 'backfilled':
      return status.count === 0 ? undefined : `${about} backfilled ${status.count} by request`;
    case 'missed':
      return `${about} nothing between ${clock(status.fromMs)} and ${clock(status.toMs)}`;
    case 'hole':
      return `${about} HOLE from ${clock(status.fromMs)} to ${clock(status.toMs)}`;
    case 'refused':
      return `${about} refused: ${status.problem}`;
    case 'request-failed':
      return `${about} ${status.operation} failed: ${status.code}`;
    case 'clock-measured':
      return `${about} the venue's clock is ${Math.round(status.offsetMs)} ms ahead`;
    case 'book-synced':
      return `${about} SYNCED: the book is the venue's`;
    case 'book-unsynced':
      return `${about} UNSYNCED: ${status.reason}`;
  }
};

/** The end of the run, in at most 100 columns. */
export const summaryOf = ({
  venue,
  bars,
  trades,
  books,
  connections,
  backfilled,
  isWhole,
  problems,
}: Outcome): string =>
  [
    '',
    `${venue}: ${bars} bars, ${trades} trades and ${books} synced books over ${connections} connections`,
    `by request after the break: ${backfilled.bars} bars, ${backfilled.trades} trades`,
    isWhole
      ? 'every bar and every trade that the venue had arrived once, as it was'
      : `NOT WHOLE: ${problems.join('; ')}`,
  ].join('\n');
