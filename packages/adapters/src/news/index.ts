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
export { type CryptoPanicOptions, cryptoPanic } from './crypto-panic';
export { coinDesk, cointelegraph, decrypt, type FeedOptions } from './feeds';
export { type NewsApiOptions, newsApi } from './news-api';
export { type RedditOptions, reddit } from './reddit';
export { type RedditFeedOptions, redditFeed } from './reddit-feed';
export { type RssSourceOptions, rssSource } from './rss-source';
