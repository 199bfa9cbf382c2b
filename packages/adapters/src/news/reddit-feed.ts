import { z } from 'zod';
import { parseSourceOptions } from '../internal/http/parse-source-options';
import type { Source } from '../internal/sources/source';
import type { FeedOptions } from './feeds';
import { subredditField } from './reddit';
import { rssSource } from './rss-source';

export interface RedditFeedOptions extends FeedOptions {
  /** Without `r/`. */
  readonly subreddit: string;
  /** Defaults to `reddit-rss:` and the subreddit. */
  readonly id?: string | undefined;
}

/**
 * Posts of one subreddit as a feed: without a key, and without scores. From addresses that many share Reddit often answers 429; the source
 * then waits as long as it is told to.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { redditFeed } from '@sigmax/adapters/news';
 * redditFeed({ subreddit: 'Bitcoin' }).id; // => 'reddit-rss:Bitcoin'
 * ```
 */
export const redditFeed = ({ subreddit, ...options }: RedditFeedOptions): Source => {
  const checked = parseSourceOptions(z.strictObject({ subreddit: subredditField() }), { subreddit }, 'redditFeed');
  const url = `https://www.reddit.com/r/${checked.subreddit}/new/.rss`;
  const id = `reddit-rss:${checked.subreddit}`;
  return rssSource({ ...options, id: options.id ?? id, url: options.url ?? url, kind: 'social', trust: 'untrusted' });
};
