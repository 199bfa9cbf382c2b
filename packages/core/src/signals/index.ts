export type { ArbitrageMarket } from './arbitrage/arbitrage-leg';
export {
  type ArbitrageOpportunity,
  type ArbitrageOrder,
  type ArbitrageScan,
  type ArbitrageScanOptions,
  arbitrageScan,
} from './arbitrage/arbitrage-scan';
export { type CorrelationBreakOptions, correlationBreak } from './correlation-break';
export type { RunningSignal, SignalDetector } from './define-signal';
export { type ListingsWatcherOptions, listingsWatcher, type MarketList } from './listings-watcher';
export type { Signal, SignalCode } from './signal';
export { type TurnoverSpikeOptions, turnoverSpike } from './turnover-spike';
export { type VolatilityBurstOptions, volatilityBurst } from './volatility-burst';
