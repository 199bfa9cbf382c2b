import { z } from 'zod';
import { type HttpOptions, httpFields, idField, paceOf, readUrl } from '../internal/http/http-options';
import { getJson, httpSettings, urlBelow } from '../internal/http/json-client';
import { parseSourceOptions, requireSecret } from '../internal/http/parse-source-options';
import { assetSymbols } from '../internal/sources/asset-symbols';
import { writtenDate } from '../internal/sources/draft-date';
import { fieldOf, listOf, numberOf, present, textOf } from '../internal/sources/json-fields';
import { plainText } from '../internal/sources/plain-text';
import { readRows, refusedRow, unexpectedShape } from '../internal/sources/read-rows';
import type { Json, RefusedRow, Source, SourceDraft, SourceTrust } from '../internal/sources/source';

export interface CryptoPanicOptions extends HttpOptions {
  readonly apiToken: string;
  /** The plan, as it stands in the address. Defaults to `"developer"`. */
  readonly plan?: string | undefined;
  /** Symbols of assets. Defaults to all. */
  readonly currencies?: readonly string[] | undefined;
  /** Defaults to all posts. */
  readonly filter?: 'rising' | 'hot' | 'bullish' | 'bearish' | 'important' | undefined;
  /** Defaults to `"cryptopanic"`. */
  readonly id?: string | undefined;
  /** Defaults to `"untrusted"`. */
  readonly trust?: SourceTrust | undefined;
  /** Defaults to `https://cryptopanic.com/api`. */
  readonly baseUrl?: string | undefined;
}

const schema = z.strictObject({
  apiToken: z.string().min(1),
  plan: z
    .string()
    .regex(/^[a-z]{1,30}$/, 'expected the name of a plan')
    .default('developer'),
  currencies: z.array(z.string().regex(/^[A-Za-z0-9]{1,15}$/, 'expected a symbol')).optional(),
  filter: z.enum(['rising', 'hot', 'bullish', 'bearish', 'important']).optional(),
  id: idField().default('cryptopanic'),
  trust: z.enum(['measured', 'listed', 'untrusted']).default('untrusted'),
  baseUrl: z.string().default('https://cryptopanic.com/api'),
  ...httpFields(),
});

const voteNames = [
  'positive',
  'negative',
  'important',
  'liked',
  'disliked',
  'lol',
  'toxic',
  'saved',
  'comments',
] as const;

/** Counts of votes that are counts; `undefined` where there is none. */
const votesOf = (row: unknown): Json | undefined => {
  const votes = fieldOf(row, 'votes');
  const counts = voteNames.map((name) => [name, numberOf(votes, name)] as const);
  const whole = counts.filter(([, count]) => Number.isSafeInteger(count) && (count as number) >= 0);
  return whole.length === 0 ? undefined : (Object.fromEntries(whole) as Record<string, number>);
};

const readPost = (row: unknown): SourceDraft | RefusedRow => {
  const title = plainText(textOf(row, 'title') ?? '', 500);
  if (title === '') return refusedRow('NO_TITLE', 'a post has no title');
  const summary = plainText(textOf(row, 'description') ?? '', 2_000);
  const number = numberOf(row, 'id');
  const url = textOf(row, 'original_url') ?? textOf(row, 'url');
  // Version 1 calls them currencies.
  const named = listOf(row, 'instruments') ?? listOf(row, 'currencies') ?? [];
  const source = fieldOf(row, 'source');
  return {
    kind: 'news',
    guid: number === undefined ? (textOf(row, 'slug') ?? url) : String(number),
    text: title,
    ...writtenDate(fieldOf(row, 'published_at')),
    assets: assetSymbols(named.map((one) => fieldOf(one, 'code'))),
    content: present<Json>({
      title,
      summary: summary === '' ? undefined : summary,
      url,
      outlet: textOf(source, 'domain') ?? textOf(source, 'title'),
      votes: votesOf(row),
    }),
  };
};

/**
 * Posts of CryptoPanic, version 2 of its API; posts of version 1 are read too.
 *
 * Content of an item: `{ title, summary?, url?, outlet?, votes? }`, with the votes of the moment at which it was first seen; anyone may
 * vote. `assets` are the symbols that CryptoPanic names. The token has to stand in the address, which therefore stands in no message.
 *
 * Source: CryptoPanic, documentation of the API, `/posts/`.
 *
 * @throws {InvalidOptionsError} an option is wrong, or the token would go over an open line.
 * @example
 * ```ts
 * import { cryptoPanic, readSource } from '@sigmax/adapters/news';
 * const body = { results: [{ id: 7, title: 'Fees fall', instruments: [{ code: 'ETH' }], published_at: '2026-01-01T00:00:00Z' }] };
 * const source = cryptoPanic({ apiToken: 'your-token', fetch: async () => Response.json(body) });
 * const [item] = await readSource(source, { instruments: { ETH: ['binance:ETH/USDT'] } });
 * item?.instrumentIds; // => ['binance:ETH/USDT']
 * item?.publishedAtMs; // => 1767225600000
 * ```
 */
export const cryptoPanic = (options: CryptoPanicOptions): Source => {
  const parsed = parseSourceOptions(schema, options, 'cryptoPanic');
  const { id, trust, apiToken, plan, currencies, filter, maximumItems } = parsed;
  requireSecret('cryptoPanic', 'apiToken', apiToken);
  const settings = httpSettings(id, parsed, [apiToken]);
  const url = urlBelow(readUrl('cryptoPanic', 'baseUrl', parsed.baseUrl, true), `${plan}/v2/posts/`, {
    auth_token: apiToken,
    currencies: currencies?.join(',').toUpperCase(),
    filter,
  });
  return {
    id,
    trust,
    ...paceOf(parsed),
    open: () => ({
      poll: async (call) => {
        const answer = await getJson(url, {}, settings, call);
        const posts = listOf(answer, 'results');
        if (posts === undefined) throw unexpectedShape(id, 'the answer has no results');
        return readRows(id, posts, maximumItems, readPost);
      },
    }),
  };
};
