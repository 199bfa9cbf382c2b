import { z } from 'zod';
import { secretHider } from '../internal/http/hide-secrets';
import { type HttpOptions, httpFields, idField, paceOf, readUrl } from '../internal/http/http-options';
import { type HttpSettings, httpRequest, jsonOf } from '../internal/http/http-request';
import { getJson, httpSettings, urlBelow } from '../internal/http/json-client';
import { parseSourceOptions, requireSecret } from '../internal/http/parse-source-options';
import { countedDate } from '../internal/sources/draft-date';
import { fieldOf, listOf, numberOf, present, textOf } from '../internal/sources/json-fields';
import { plainText } from '../internal/sources/plain-text';
import { readRows, refusedRow, unexpectedShape } from '../internal/sources/read-rows';
import type { Json, RefusedRow, Source, SourceCall, SourceDraft } from '../internal/sources/source';
import { SourceError } from '../internal/sources/source-error';

export interface RedditOptions extends HttpOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Reddit wants one that names the app and its owner: `"linux:my-bot:1.0 (by /u/me)"`. */
  readonly userAgent: string;
  /** Without `r/`. */
  readonly subreddits: readonly string[];
  /** Defaults to `"new"`. */
  readonly listing?: 'new' | 'hot' | 'rising' | 'top' | undefined;
  /** Defaults to `"reddit"`. */
  readonly id?: string | undefined;
  /** Where posts are. Defaults to `https://oauth.reddit.com`. */
  readonly baseUrl?: string | undefined;
  /** Where tokens are. Defaults to `https://www.reddit.com`. */
  readonly tokenUrl?: string | undefined;
}

export const subredditField = () => z.string().regex(/^[A-Za-z0-9_]{2,24}$/, 'expected a name such as CryptoCurrency');

const schema = z.strictObject({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  subreddits: z.array(subredditField()).min(1).max(50),
  listing: z.enum(['new', 'hot', 'rising', 'top']).default('new'),
  id: idField().default('reddit'),
  baseUrl: z.string().default('https://oauth.reddit.com'),
  tokenUrl: z.string().default('https://www.reddit.com'),
  ...httpFields(),
  userAgent: z.string().regex(/^[\x20-\x7e]{8,200}$/, 'expected one line that names the app and its owner'),
});

/** A token is asked for anew this long before it ends. */
const earlyMs = 60_000;

interface Token {
  readonly text: string;
  readonly endsAtMs: number;
}

const readPost = (child: unknown): SourceDraft | RefusedRow => {
  const post = fieldOf(child, 'data');
  const title = plainText(textOf(post, 'title') ?? '', 500);
  if (title === '' || /^\[(deleted|removed)/i.test(title)) return refusedRow('NO_TITLE', 'a post has no title');
  const text = plainText(textOf(post, 'selftext') ?? '', 2_000);
  const path = textOf(post, 'permalink');
  return {
    kind: 'social',
    guid: textOf(post, 'name') ?? textOf(post, 'id'),
    text: title,
    ...countedDate(fieldOf(post, 'created_utc')),
    assets: [],
    content: present<Json>({
      title,
      text: text === '' ? undefined : text,
      url: path?.startsWith('/r/') ? `https://www.reddit.com${path}` : undefined,
      subreddit: textOf(post, 'subreddit'),
      score: numberOf(post, 'score'),
      comments: numberOf(post, 'num_comments'),
      upvoteRatio: numberOf(post, 'upvote_ratio'),
    }),
  };
};

/**
 * Posts of subreddits, read as an app that is signed in (OAuth 2.0, client credentials). Reddit's public JSON answers everyone 403.
 *
 * Content of an item: `{ title, text?, url?, subreddit?, score?, comments?, upvoteRatio? }`, the counts those of the moment at which it was
 * first seen. Kind `social`, trust `untrusted`: anybody may have written it.
 *
 * - State: per subscription, the token until it ends or is refused. Secret, id and token stand in no message.
 *
 * Source: Reddit, OAuth2 wiki; Hardt 2012, RFC 6749, section 4.4.
 *
 * @throws {InvalidOptionsError} an option is wrong, or the secret would go over an open line.
 * @example
 * ```ts no-run
 * import { pollSources, reddit } from '@sigmax/adapters/news';
 * const posts = reddit({
 *   clientId: process.env.REDDIT_ID ?? '',
 *   clientSecret: process.env.REDDIT_SECRET ?? '',
 *   userAgent: 'linux:my-bot:1.0 (by /u/me)',
 *   subreddits: ['CryptoCurrency', 'Bitcoin'],
 * });
 * pollSources([posts]).subscribe(console.log);
 * ```
 */
export const reddit = (options: RedditOptions): Source => {
  const parsed = parseSourceOptions(schema, options, 'reddit');
  const { id, clientId, clientSecret, subreddits, listing, maximumItems } = parsed;
  requireSecret('reddit', 'clientId', clientId);
  requireSecret('reddit', 'clientSecret', clientSecret);
  const credentials = Buffer.from(`${clientId}:${clientSecret}`, 'utf8').toString('base64');
  const secrets = [clientSecret, clientId, credentials];
  const settings = httpSettings(id, parsed, secrets);
  const tokenUrl = urlBelow(readUrl('reddit', 'tokenUrl', parsed.tokenUrl, true), 'api/v1/access_token');
  const postsUrl = urlBelow(
    readUrl('reddit', 'baseUrl', parsed.baseUrl, true),
    `r/${subreddits.join('+')}/${listing}`,
    { limit: String(Math.min(100, maximumItems)), raw_json: '1' },
  );

  const askToken = async (call: SourceCall): Promise<Token> => {
    const headers = {
      accept: 'application/json',
      authorization: `Basic ${credentials}`,
      'content-type': 'application/x-www-form-urlencoded',
    };
    const request = { url: tokenUrl, headers, body: 'grant_type=client_credentials' };
    const own = { ...settings, isAnswerSecret: true };
    const answer = jsonOf(own, await httpRequest(request, own, call));
    const text = textOf(answer, 'access_token');
    // Goes into a header, which other characters would break.
    if (text === undefined || !/^[\x21-\x7e]{1,5000}$/.test(text)) throw unexpectedShape(id, 'the answer has no token');
    const seconds = numberOf(answer, 'expires_in') ?? 3_600;
    return { text, endsAtMs: call.clock.nowMs() + seconds * 1_000 - earlyMs };
  };

  const askPosts = (token: Token, call: SourceCall): Promise<unknown> => {
    const own: HttpSettings = { ...settings, hide: secretHider([...secrets, token.text]) };
    return getJson(postsUrl, { authorization: `Bearer ${token.text}` }, own, call);
  };

  return {
    id,
    trust: 'untrusted',
    ...paceOf(parsed),
    open: () => {
      let token: Token | undefined;
      return {
        poll: async (call) => {
          const isKept = token !== undefined && call.clock.nowMs() < token.endsAtMs;
          token = isKept ? (token as Token) : await askToken(call);
          let answer: unknown;
          try {
            answer = await askPosts(token, call);
          } catch (error) {
            const isRefused = error instanceof SourceError && error.code === 'UNAUTHORISED';
            if (!isRefused) throw error;
            // It was taken back before its time: once more with a new one, and no more.
            token = undefined;
            if (!isKept) throw error;
            token = await askToken(call);
            answer = await askPosts(token, call);
          }
          const children = listOf(fieldOf(answer, 'data'), 'children');
          if (children === undefined) throw unexpectedShape(id, 'the answer is no listing');
          return readRows(id, children, maximumItems, readPost);
        },
      };
    },
  };
};
