import { z } from 'zod';
import { paceOf } from '../internal/http/http-options';
import { getJson } from '../internal/http/json-client';
import { parseSourceOptions } from '../internal/http/parse-source-options';
import { assetSymbols } from '../internal/sources/asset-symbols';
import { writtenDate } from '../internal/sources/draft-date';
import { fieldOf, numberOf, present, textOf } from '../internal/sources/json-fields';
import { readRows, refusedRow, unexpectedShape } from '../internal/sources/read-rows';
import type { Json, RefusedRow, Source, SourceDraft } from '../internal/sources/source';
import { amount, type CoinGeckoOptions, coinGeckoFields, coinGeckoRequest, fraction } from './coin-gecko-settings';

export interface CoinGeckoMarketsOptions extends CoinGeckoOptions {
  /** Coins as CoinGecko calls them: `"bitcoin"`, not `BTC`. Up to 250. */
  readonly coins: readonly string[];
  /** What prices are in. Defaults to `"usd"`. */
  readonly quote?: string | undefined;
}

const schema = () =>
  z.strictObject({
    coins: z
      .array(z.string().regex(/^[a-z0-9._-]{1,100}$/i, 'expected an id such as bitcoin'))
      .min(1)
      .max(250),
    quote: z
      .string()
      .regex(/^[a-z]{2,10}$/, 'expected a currency such as usd')
      .default('usd'),
    ...coinGeckoFields('coingecko-markets'),
  });

const readMarket =
  (quote: string, coins: ReadonlySet<string>) =>
  (row: unknown): SourceDraft | RefusedRow => {
    const coin = textOf(row, 'id');
    const price = numberOf(row, 'current_price');
    if (coin === undefined || !coins.has(coin))
      return refusedRow('NOT_A_ROW', 'a row is of no coin that was asked for');
    if (price === undefined || !(price > 0)) return refusedRow('BAD_VALUE', `${coin} has no price`);
    const assets = assetSymbols([fieldOf(row, 'symbol')]);
    return {
      kind: 'fundamental',
      guid: coin,
      text: undefined,
      ...writtenDate(fieldOf(row, 'last_updated')),
      assets,
      content: present<Json>({
        coin,
        asset: assets[0],
        quote,
        price,
        marketCap: amount(numberOf(row, 'market_cap')),
        fullyDilutedValuation: amount(numberOf(row, 'fully_diluted_valuation')),
        volume24h: amount(numberOf(row, 'total_volume')),
        change24hFraction: fraction(numberOf(row, 'price_change_percentage_24h')),
        circulatingSupply: amount(numberOf(row, 'circulating_supply')),
        totalSupply: amount(numberOf(row, 'total_supply')),
        maximumSupply: amount(numberOf(row, 'max_supply')),
        allTimeHigh: amount(numberOf(row, 'ath')),
        rank: amount(numberOf(row, 'market_cap_rank')),
        updatedAt: textOf(row, 'last_updated'),
      }),
    };
  };

/**
 * Price, value and supply of coins, from CoinGecko.
 *
 * Content of an item, one a coin and change: `{ coin, asset, quote, price, marketCap?, fullyDilutedValuation?, volume24h?, change24hFraction?,
 * circulatingSupply?, totalSupply?, maximumSupply?, allTimeHigh?, rank?, updatedAt? }`. What CoinGecko does not know is not there. A coin that
 * it does not send is missing from the items, and told where none came. `fundamentalFacts` of `@sigmax/agents` reads what is in US dollars for
 * the instruments whose base is the `asset`.
 *
 * - Units: amounts in `quote` or in coins; changes as fractions.
 *
 * Source: CoinGecko, documentation of `/coins/markets`.
 *
 * @throws {InvalidOptionsError} an option is wrong, or the key would go over an open line.
 * @example
 * ```ts
 * import { coinGeckoMarkets, readSource } from '@sigmax/adapters/research';
 * const rows = [{ id: 'bitcoin', symbol: 'btc', current_price: 64_000, price_change_percentage_24h: -2.5, max_supply: null }];
 * const source = coinGeckoMarkets({ coins: ['bitcoin'], fetch: async () => Response.json(rows) });
 * const [item] = await readSource(source);
 * item?.content; // => { coin: 'bitcoin', asset: 'BTC', quote: 'usd', price: 64000, change24hFraction: -0.025 }
 * ```
 */
export const coinGeckoMarkets = (options: CoinGeckoMarketsOptions): Source => {
  const parsed = parseSourceOptions(schema(), options, 'coinGeckoMarkets');
  const { id, coins, quote, maximumItems } = parsed;
  const { url, headers, settings } = coinGeckoRequest('coinGeckoMarkets', parsed, 'coins/markets', {
    vs_currency: quote,
    ids: coins.join(','),
    per_page: String(coins.length),
    page: '1',
  });
  const read = readMarket(quote, new Set(coins));
  return {
    id,
    trust: 'listed',
    ...paceOf(parsed),
    open: () => ({
      poll: async (call) => {
        const rows = await getJson(url, headers, settings, call);
        if (!Array.isArray(rows)) throw unexpectedShape(id, 'the answer is no list');
        if (rows.length === 0) throw unexpectedShape(id, 'the answer has none of the coins');
        return readRows(id, rows as readonly unknown[], Math.max(maximumItems, coins.length), read);
      },
    }),
  };
};
