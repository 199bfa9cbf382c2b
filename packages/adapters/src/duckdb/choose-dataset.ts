import { DataError, InvalidOptionsError } from '@sigmax/core';
import { timeframeText } from '../internal/timeframe-text';
import type { SelectionSettings } from './catalogue-options';
import { datasetName } from './dataset';
import type { Dataset, Manifest } from './manifest';

/**
 * The one dataset that a selection means.
 *
 * @throws {DataError} `NOT_IN_CATALOGUE`
 * @throws {InvalidOptionsError} `AMBIGUOUS_TIMEFRAME`: there are bars of several lengths, and none was asked for
 */
export const chooseDataset = (manifest: Manifest, selection: SelectionSettings, what: string): Dataset => {
  const { kind, instrumentId, timeframe } = selection;
  const ofKind = manifest.datasets.filter((one) => one.kind === kind && one.instrumentId === instrumentId);
  const found = timeframe === undefined ? ofKind : ofKind.filter((one) => one.timeframeMs === timeframe);
  const [first, second] = found;
  if (first === undefined) {
    const others = manifest.datasets.filter((one) => one.kind === kind || one.instrumentId === instrumentId);
    const near = others.slice(0, 5).map(datasetName).join(', ');
    throw new DataError({
      code: 'NOT_IN_CATALOGUE',
      message: `${what}: the catalogue has no ${datasetName({ kind, instrumentId, timeframeMs: timeframe })}.`,
      remedy: near === '' ? 'Ingest it first.' : `Ingest it first; the catalogue has ${near}.`,
      context: { kind, instrumentId, timeframeMs: timeframe },
    });
  }
  if (second === undefined) return first;
  const lengths = found.map(({ timeframeMs }) => `'${timeframeText(timeframeMs as number)}'`).join(', ');
  throw new InvalidOptionsError({
    code: 'AMBIGUOUS_TIMEFRAME',
    message: `${what}: timeframe was not given, and ${instrumentId} has bars of ${lengths}.`,
    remedy: 'Say which one.',
    context: { instrumentId },
  });
};
