export type { HttpOptions } from '../internal/http/http-options';
export { onlyKnownAt } from '../internal/sources/only-known-at';
export type { PollSourcesOptions } from '../internal/sources/poll-options';
export { type ItemReceived, pollSources, type SourceEvent, type SourcePolled } from '../internal/sources/poll-sources';
export { type ReadSourceOptions, readSource } from '../internal/sources/read-source';
export type {
  DateProblem,
  Json,
  OpenSource,
  RefusedRow,
  Source,
  SourceAnswer,
  SourceCall,
  SourceDraft,
  SourceTrust,
} from '../internal/sources/source';
export { SourceError, type SourceErrorCode } from '../internal/sources/source-error';
export type { SourceHealth, SourcesReport } from '../internal/sources/source-health';
export type { SourceItem } from '../internal/sources/source-item';
export type { ChainOptions } from './chain-options';
export { coinGeckoGlobal } from './coin-gecko-global';
export { type CoinGeckoMarketsOptions, coinGeckoMarkets } from './coin-gecko-markets';
export type { CoinGeckoOptions } from './coin-gecko-settings';
export { type EvmChainOptions, type EvmLogFilter, evmChain } from './evm-chain';
export { type FearGreedOptions, fearGreed } from './fear-greed';
export { type SolanaChainOptions, solanaChain } from './solana-chain';
