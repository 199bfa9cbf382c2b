import { createSha256 } from '@sigmax/core';
import { timeframeText } from '../internal/timeframe-text';
import type { MarketKind } from './market-kind';

/** What a catalogue keeps together: one kind of one instrument, and of bars one timeframe. */
export interface DatasetKey {
  readonly kind: MarketKind;
  readonly instrumentId: string;
  /** Of bars only. */
  readonly timeframeMs?: number | undefined;
}

/** A dataset as errors and reports name it. */
export const datasetName = ({ kind, instrumentId, timeframeMs }: DatasetKey): string =>
  `${instrumentId} ${kind}${timeframeMs === undefined ? '' : ` ${timeframeText(timeframeMs)}`}`;

/** One text for each dataset, and no two datasets with one text. */
export const datasetId = ({ kind, instrumentId, timeframeMs }: DatasetKey): string =>
  JSON.stringify([kind, instrumentId, timeframeMs ?? null]);

/**
 * The folder of a dataset below the catalogue's, in letters that every file system takes.
 *
 * The readable part is a help for eyes; the 16 digits of the SHA-256 of the exact id are what tells two instruments apart,
 * `a/b` from `a:b` and `BTC` from `btc` where the disk knows no case.
 */
export const datasetFolder = ({ kind, instrumentId, timeframeMs }: DatasetKey): string => {
  const readable = instrumentId.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 40);
  const hash = createSha256();
  // UTF-16 units, since a lone surrogate would become the same replacement character as every other.
  hash.update(Uint8Array.from(Buffer.from(instrumentId, 'utf16le')));
  const folder = `${readable}-${hash.hex().slice(0, 16)}`.replace(/^-+/, '');
  return ['data', kind, folder, ...(timeframeMs === undefined ? [] : [`${timeframeMs}ms`])].join('/');
};
