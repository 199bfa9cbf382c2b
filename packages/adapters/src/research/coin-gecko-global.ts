import { z } from 'zod';
import { paceOf } from '../internal/http/http-options';
import { getJson } from '../internal/http/json-client';
import { parseSourceOptions } from '../internal/http/parse-source-options';
import { countedDate } from '../internal/sources/draft-date';
import { fieldOf, numberFrom, numberOf, present } from '../internal/sources/json-fields';
import { unexpectedShape } from '../internal/sources/read-rows';
import type { Json, Source } from '../internal/sources/source';
import { amount, type CoinGeckoOptions, coinGeckoFields, coinGeckoRequest, fraction } from './coin-gecko-settings';

const schema = () => z.strictObject({ ...coinGeckoFields('coingecko-global') });

/** Shares of the market by symbol, each in 0…1. */
const dominance = (data: unknown): Json | undefined => {
  const shares = fieldOf(data, 'market_cap_percentage');
  if (typeof shares !== 'object' || shares === null) return undefined;
  const known = Object.entries(shares)
    .map(([symbol, percent]) => [symbol, fraction(numberFrom(percent))] as const)
    .filter(([symbol, share]) => /^[a-z0-9]{1,10}$/.test(symbol) && share !== undefined && share >= 0 && share <= 1);
  return known.length === 0 ? undefined : (Object.fromEntries(known.slice(0, 50)) as Record<string, number>);
};

/**
 * The crypto market as a whole, from CoinGecko.
 *
 * Content: `{ totalMarketCapUsd, totalVolume24hUsd?, totalMarketCapChange24hFraction?, dominance?, activeCoins?, markets?, updatedAtSeconds? }`; `dominance` is
 * each large coin's share of the value, `{ btc: 0.54 }`. The names say `total`, so that nobody takes the market's value for a coin's.
 *
 * Source: CoinGecko, documentation of `/global`.
 *
 * @throws {InvalidOptionsError} an option is wrong, or the key would go over an open line.
 * @example
 * ```ts
 * import { coinGeckoGlobal, readSource } from '@sigmax/adapters/research';
 * const data = { total_market_cap: { usd: 2.4e12 }, market_cap_percentage: { btc: 54 }, updated_at: 1_767_225_600 };
 * const [item] = await readSource(coinGeckoGlobal({ fetch: async () => Response.json({ data }) }));
 * item?.content; // => { totalMarketCapUsd: 2.4e12, dominance: { btc: 0.54 }, updatedAtSeconds: 1767225600 }
 * ```
 */
export const coinGeckoGlobal = (options: CoinGeckoOptions = {}): Source => {
  const parsed = parseSourceOptions(schema(), options, 'coinGeckoGlobal');
  const { id } = parsed;
  const { url, headers, settings } = coinGeckoRequest('coinGeckoGlobal', parsed, 'global', {});
  return {
    id,
    trust: 'listed',
    ...paceOf(parsed),
    open: () => ({
      poll: async (call) => {
        const data = fieldOf(await getJson(url, headers, settings, call), 'data');
        const totalMarketCapUsd = numberOf(fieldOf(data, 'total_market_cap'), 'usd');
        if (totalMarketCapUsd === undefined || !(totalMarketCapUsd > 0))
          throw unexpectedShape(id, 'the answer has no total value');
        const content = present<Json>({
          totalMarketCapUsd,
          totalVolume24hUsd: amount(numberOf(fieldOf(data, 'total_volume'), 'usd')),
          totalMarketCapChange24hFraction: fraction(numberOf(data, 'market_cap_change_percentage_24h_usd')),
          dominance: dominance(data),
          activeCoins: amount(numberOf(data, 'active_cryptocurrencies')),
          markets: amount(numberOf(data, 'markets')),
          updatedAtSeconds: amount(numberOf(data, 'updated_at')),
        });
        const date = countedDate(fieldOf(data, 'updated_at'));
        const draft = { kind: 'fundamental', guid: 'global', text: undefined, assets: [], content, ...date };
        return { drafts: [draft], refused: [], leftOut: 0, isUnchanged: false };
      },
    }),
  };
};
