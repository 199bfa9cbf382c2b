export { type Clock, systemClock } from './clock';
export {
  BrokerError,
  DataError,
  type ErrorContext,
  InvalidOptionsError,
  LedgerError,
  SigmaxError,
  type SigmaxErrorOptions,
  StrategyContractError,
} from './errors';
export type { Bar } from './market/bar';
export { type BarSeries, type BarSeriesOptions, barAt, barSeries } from './market/bar-series';
export { type Instrument, spotInstrument } from './market/instrument';
export { type Timeframe, timeframeMs } from './market/timeframe';
export { parseOptions } from './options';
export { type Random, seededRandom } from './random';
