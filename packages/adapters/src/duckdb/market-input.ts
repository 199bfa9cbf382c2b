import { type BarSeries, barAt, InvalidOptionsError, type MarketData } from '@sigmax/core';
import type { DatasetKey } from './dataset';
import type { MarketKind } from './market-kind';

/** What a catalogue takes: columns of bars, or market data of any kinds one by one. */
export type MarketInput = BarSeries | Iterable<MarketData> | AsyncIterable<MarketData>;

/** Market data with what is known of it. */
export interface LabelledInput {
  readonly events: Iterable<MarketData> | AsyncIterable<MarketData>;
  readonly source: string;
  readonly isSimulated: boolean;
  /** Of bars. */
  readonly timeframeMs: number | undefined;
}

const isSeries = (input: MarketInput): input is BarSeries =>
  'timeMs' in input && input.timeMs instanceof Float64Array && 'timeframeMs' in input;

function* barsOf(series: BarSeries): Generator<MarketData, void, undefined> {
  for (let index = 0; index < series.length; index++) yield barAt(series, index);
}

/** @throws {InvalidOptionsError} the input is nothing that can be walked, or a timeframe contradicts the series */
export const labelInput = (
  input: MarketInput,
  options: { readonly timeframe?: number | undefined; readonly source?: string | undefined },
): LabelledInput => {
  const value: unknown = input;
  if (typeof value !== 'object' || value === null) {
    throw new InvalidOptionsError({
      code: 'INVALID_INPUT',
      message: `ingest: market data was ${String(value)}.`,
      remedy: 'Give a BarSeries, or an iterable or async iterable of market data.',
    });
  }
  if (isSeries(input)) {
    const { timeframeMs } = input;
    if (!(Number.isSafeInteger(timeframeMs) && timeframeMs > 0)) {
      throw new InvalidOptionsError({
        code: 'INVALID_TIMEFRAME',
        message: `ingest: the series has bars of ${timeframeMs} ms.`,
        remedy: 'A catalogue keeps bars of a whole number of milliseconds.',
        context: { timeframeMs },
      });
    }
    if (options.timeframe !== undefined && options.timeframe !== timeframeMs) {
      throw new InvalidOptionsError({
        code: 'TIMEFRAME_MISMATCH',
        message: `ingest: timeframe was ${options.timeframe} ms, and the series has bars of ${timeframeMs} ms.`,
        remedy: 'Leave timeframe out; a series knows its own.',
        context: { timeframeMs },
      });
    }
    const source = options.source ?? input.source;
    return { events: barsOf(input), source, isSimulated: input.isSimulated, timeframeMs };
  }
  if (!(Symbol.iterator in input) && !(Symbol.asyncIterator in input)) {
    throw new InvalidOptionsError({
      code: 'INVALID_INPUT',
      message: 'ingest: market data was an object that is not iterable.',
      remedy: 'Give a BarSeries, or an iterable or async iterable of market data.',
    });
  }
  const { source, isSimulated } = input as { source?: unknown; isSimulated?: unknown };
  return {
    events: input,
    source: options.source ?? (typeof source === 'string' ? source : 'market data'),
    isSimulated: isSimulated === true,
    timeframeMs: options.timeframe,
  };
};

/** The dataset to which an event belongs. */
export const datasetOf = (kind: MarketKind, event: MarketData, input: LabelledInput): DatasetKey => {
  const { instrumentId } = event;
  if (kind !== 'bar') return { kind, instrumentId };
  if (input.timeframeMs !== undefined) return { kind, instrumentId, timeframeMs: input.timeframeMs };
  throw new InvalidOptionsError({
    code: 'MISSING_TIMEFRAME',
    message: `ingest: ${input.source} has bars, and their timeframe was not given.`,
    remedy: "Pass timeframe, for example '1h'; a bar alone does not say how long it is.",
    context: { source: input.source },
  });
};
