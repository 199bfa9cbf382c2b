export type { BarBuilder } from './bars/define-bar-builder';
export { type HeikinAshiOptions, heikinAshi } from './bars/heikin-ashi';
export type { PriceEvent } from './bars/price-event';
export { type RangeBarsOptions, rangeBars } from './bars/range-bars';
export { type RenkoBarsOptions, renkoBars } from './bars/renko-bars';
export { type ResampleBarsOptions, resampleBars } from './bars/resample-bars';
export { type TickBarsOptions, tickBars } from './bars/tick-bars';
export { type TimeBarsOptions, timeBars } from './bars/time-bars';
export { type ValueBarsOptions, valueBars } from './bars/value-bars';
export { type VolumeBarsOptions, volumeBars } from './bars/volume-bars';
export { checkMarketData } from './live/check-market-data';
export { type QuarantineOptions, quarantine } from './live/quarantine';
export { type RetryWithBackoffOptions, retryWithBackoff } from './live/retry-with-backoff';
export { shareLatest } from './live/share-latest';
export { type WatchStalenessOptions, watchStaleness } from './live/watch-staleness';
export type { MarketData, MarketDataOf, MarketDataType } from './market-data';
export { type DropDuplicatesOptions, dropDuplicates } from './mend/drop-duplicates';
export { type FillGapsOptions, fillGaps } from './mend/fill-gaps';
export { type SortWithinOptions, sortWithin } from './mend/sort-within';
export { type MergeByTimeOptions, mergeByTime } from './merge/merge-by-time';
export { mergeIterablesByTime } from './merge/merge-iterables-by-time';
export type { MergeSource } from './merge/merge-source';
export type { Timed } from './merge/timed';
export type {
  BarIncomplete,
  EventDropped,
  EventMoved,
  EventQuarantined,
  GapFilled,
  NoticeSink,
  RetryScheduled,
  SourceIdle,
  StreamCounters,
  StreamFresh,
  StreamNotice,
  StreamStale,
} from './notice';
export { barsOf, quotesOf, tradesOf } from './of-instrument';
export { only } from './only';
export { type BufferBoundedOptions, bufferBounded } from './pressure/buffer-bounded';
export { type ConflateToClockOptions, type ConflateToWorkerOptions, conflateBy } from './pressure/conflate-by';
export type { StreamWorker } from './pressure/worker-stage';
export { fromAsyncIterable } from './sources/from-async-iterable';
export { fromBarSeries } from './sources/from-bar-series';
export { fromIterable } from './sources/from-iterable';
