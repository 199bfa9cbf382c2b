import { z } from 'zod';
import { type HttpOptions, httpFields, idField, readUrl } from '../internal/http/http-options';
import type { HttpSettings } from '../internal/http/http-request';
import { httpSettings, urlBelow } from '../internal/http/json-client';
import { requireSecret } from '../internal/http/parse-source-options';

/** Options of both sources of CoinGecko. */
export interface CoinGeckoOptions extends HttpOptions {
  /** Works without one, at a lower limit. */
  readonly apiKey?: string | undefined;
  /** What the key is for. Defaults to `"demo"`. */
  readonly plan?: 'demo' | 'pro' | undefined;
  readonly id?: string | undefined;
  /** Defaults to CoinGecko's address of the plan. */
  readonly baseUrl?: string | undefined;
}

/** The zod fields of {@link CoinGeckoOptions}. */
export const coinGeckoFields = (id: string) => ({
  apiKey: z.string().min(1).optional(),
  plan: z.enum(['demo', 'pro']).default('demo'),
  id: idField().default(id),
  baseUrl: z.string().optional(),
  ...httpFields(),
});

type Parsed = z.output<z.ZodObject<ReturnType<typeof coinGeckoFields>>>;

const bases = { demo: 'https://api.coingecko.com/api/v3', pro: 'https://pro-api.coingecko.com/api/v3' };

/** Where and how CoinGecko is asked; the key goes in a header. */
export const coinGeckoRequest = (
  what: string,
  parsed: Parsed,
  path: string,
  query: Readonly<Record<string, string | undefined>>,
): { readonly url: URL; readonly headers: Record<string, string>; readonly settings: HttpSettings } => {
  const { apiKey, plan, id, baseUrl = bases[plan] } = parsed;
  if (apiKey !== undefined) requireSecret(what, 'apiKey', apiKey);
  const base = readUrl(what, 'baseUrl', baseUrl, apiKey !== undefined);
  return {
    url: urlBelow(base, path, query),
    headers: apiKey === undefined ? {} : { [`x-cg-${plan}-api-key`]: apiKey },
    settings: httpSettings(id, parsed, apiKey === undefined ? [] : [apiKey]),
  };
};

/** A fraction of a number of percent. */
export const fraction = (percent: number | undefined): number | undefined =>
  percent === undefined ? undefined : percent / 100;

/** Prices, values and amounts: above or at zero, or not known. */
export const amount = (value: number | undefined): number | undefined =>
  value !== undefined && value >= 0 ? value : undefined;
