import { z } from 'zod';
import { type HttpOptions, httpFields, idField, paceOf, readUrl } from '../internal/http/http-options';
import { getJson, httpSettings, urlBelow } from '../internal/http/json-client';
import { parseSourceOptions, requireSecret } from '../internal/http/parse-source-options';
import { writtenDate } from '../internal/sources/draft-date';
import { fieldOf, listOf, present, textOf } from '../internal/sources/json-fields';
import { plainText } from '../internal/sources/plain-text';
import { readRows, refusedRow, unexpectedShape } from '../internal/sources/read-rows';
import type { Json, RefusedRow, Source, SourceDraft, SourceTrust } from '../internal/sources/source';
import { type SourceErrorCode, sourceError } from '../internal/sources/source-error';

export interface NewsApiOptions extends HttpOptions {
  readonly apiKey: string;
  /** What articles are about, in NewsAPI's language of queries: `"bitcoin OR ethereum"`. */
  readonly query: string;
  /** Two letters. Defaults to `"en"`. */
  readonly language?: string | undefined;
  /** Outlets, by their domains. Defaults to all. */
  readonly domains?: readonly string[] | undefined;
  /** Defaults to `"newsapi"`. */
  readonly id?: string | undefined;
  /** Defaults to `"untrusted"`: NewsAPI carries sites of every kind. */
  readonly trust?: SourceTrust | undefined;
  /** Defaults to 900,000 ms: the free plan has 100 requests a day. */
  readonly minimumEveryMs?: number | undefined;
  /** Defaults to `https://newsapi.org/v2`. */
  readonly baseUrl?: string | undefined;
}

const schema = z.strictObject({
  apiKey: z.string().min(1),
  query: z.string().min(1).max(500),
  language: z
    .string()
    .regex(/^[a-z]{2}$/, 'expected two letters')
    .default('en'),
  domains: z.array(z.string().min(1)).optional(),
  id: idField().default('newsapi'),
  trust: z.enum(['measured', 'listed', 'untrusted']).default('untrusted'),
  baseUrl: z.string().default('https://newsapi.org/v2'),
  ...httpFields(),
  minimumEveryMs: z.number().nonnegative().default(900_000),
});

/** Errors that come with status 200 as well. */
const codes: Readonly<Record<string, SourceErrorCode>> = {
  apiKeyDisabled: 'UNAUTHORISED',
  apiKeyExhausted: 'RATE_LIMITED',
  apiKeyInvalid: 'UNAUTHORISED',
  apiKeyMissing: 'UNAUTHORISED',
  rateLimited: 'RATE_LIMITED',
};

const readArticle = (row: unknown): SourceDraft | RefusedRow => {
  const title = plainText(textOf(row, 'title') ?? '', 500);
  // What an outlet took back keeps its place and loses its text.
  if (title === '' || title === '[Removed]') return refusedRow('NO_TITLE', 'an article has no title');
  const url = textOf(row, 'url');
  const summary = plainText(textOf(row, 'description') ?? '', 2_000);
  return {
    kind: 'news',
    guid: url,
    text: title,
    ...writtenDate(fieldOf(row, 'publishedAt')),
    assets: [],
    content: present<Json>({
      title,
      summary: summary === '' ? undefined : summary,
      url,
      outlet: textOf(fieldOf(row, 'source'), 'name'),
    }),
  };
};

/**
 * Articles of NewsAPI.org that a query finds, the latest first.
 *
 * Content of an item: `{ title, summary?, url?, outlet? }`. The key goes in a header and into no message. On the free plan articles come a
 * day late: `publishedAtMs` is long past when `receivedAtMs` is now.
 *
 * Source: NewsAPI.org, documentation of `/v2/everything`.
 *
 * @throws {InvalidOptionsError} an option is wrong, or the key would go over an open line.
 * @example
 * ```ts
 * import { newsApi, readSource } from '@sigmax/adapters/news';
 * const body = { status: 'ok', totalResults: 1, articles: [{ title: 'Fees fall', url: 'https://example.org/1', publishedAt: null }] };
 * const source = newsApi({ apiKey: 'your-key', query: 'bitcoin', fetch: async () => Response.json(body) });
 * (await readSource(source)).map(({ content }) => content); // => [{ title: 'Fees fall', url: 'https://example.org/1' }]
 * ```
 */
export const newsApi = (options: NewsApiOptions): Source => {
  const parsed = parseSourceOptions(schema, options, 'newsApi');
  const { id, trust, apiKey, query, language, domains, maximumItems } = parsed;
  requireSecret('newsApi', 'apiKey', apiKey);
  const settings = httpSettings(id, parsed, [apiKey]);
  const url = urlBelow(readUrl('newsApi', 'baseUrl', parsed.baseUrl, true), 'everything', {
    q: query,
    language,
    domains: domains?.join(','),
    sortBy: 'publishedAt',
    pageSize: String(Math.min(100, maximumItems)),
  });
  return {
    id,
    trust,
    ...paceOf(parsed),
    open: () => ({
      poll: async (call) => {
        const answer = await getJson(url, { 'x-api-key': apiKey }, settings, call);
        if (fieldOf(answer, 'status') === 'error') {
          const said = textOf(answer, 'code') ?? 'unknown';
          const code = Object.hasOwn(codes, said) ? (codes[said] as SourceErrorCode) : 'REFUSED';
          throw sourceError(id, code, `the server says ${settings.hide(said)}`, {
            isRetryable: code === 'RATE_LIMITED',
          });
        }
        const articles = listOf(answer, 'articles');
        if (articles === undefined) throw unexpectedShape(id, 'the answer has no articles');
        return readRows(id, articles, maximumItems, readArticle);
      },
    }),
  };
};
