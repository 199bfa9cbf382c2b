import type { HttpOptions } from '../internal/http/http-options';
import type { Source } from '../internal/sources/source';
import { rssSource } from './rss-source';

/** Options of a feed whose address is known. */
export interface FeedOptions extends HttpOptions {
  /** Instead of the known address. */
  readonly url?: string | undefined;
}

const feed = (id: string, url: string, options: FeedOptions): Source =>
  rssSource({ ...options, id, url: options.url ?? url });

/**
 * News of CoinDesk.
 *
 * @example
 * ```ts
 * import { coinDesk } from '@sigmax/adapters/news';
 * coinDesk().id; // => 'coindesk'
 * ```
 */
export const coinDesk = (options: FeedOptions = {}): Source =>
  feed('coindesk', 'https://www.coindesk.com/arc/outboundfeeds/rss/', options);

/**
 * News of Cointelegraph.
 *
 * @example
 * ```ts
 * import { cointelegraph } from '@sigmax/adapters/news';
 * cointelegraph().id; // => 'cointelegraph'
 * ```
 */
export const cointelegraph = (options: FeedOptions = {}): Source =>
  feed('cointelegraph', 'https://cointelegraph.com/rss', options);

/**
 * News of Decrypt.
 *
 * @example
 * ```ts
 * import { decrypt } from '@sigmax/adapters/news';
 * decrypt().id; // => 'decrypt'
 * ```
 */
export const decrypt = (options: FeedOptions = {}): Source => feed('decrypt', 'https://decrypt.co/feed', options);
