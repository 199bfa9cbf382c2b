import type { ArchivedHeadline, ArchivedMood } from './news-archive';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const dateOf = ({ date, publishedAtMs }: ArchivedHeadline): string => date ?? new Date(publishedAtMs).toUTCString();

/** Headlines as a feed of RSS 2.0 shows them, the newest first. */
export const rssDocument = (title: string, headlines: readonly ArchivedHeadline[]): string => {
  const items = headlines.map((one) => {
    const date = dateOf(one) === '' ? '' : `<pubDate>${escaped(dateOf(one))}</pubDate>`;
    return `<item><title>${escaped(one.title)}</title><link>${escaped(one.url)}</link><guid isPermaLink="false">${one.id}</guid>${date}</item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>${escaped(title)}</title>${items.join('')}</channel></rss>`;
};

/** Headlines as version 2 of CryptoPanic's `/posts/` shows them. */
export const cryptoPanicDocument = (headlines: readonly ArchivedHeadline[]): unknown => ({
  next: null,
  previous: null,
  results: headlines.map((one) => ({
    id: one.id,
    title: one.title,
    published_at: new Date(one.publishedAtMs).toISOString(),
    original_url: one.url,
    kind: 'news',
    source: { title: 'Panic', domain: 'panic.example.com' },
    instruments: one.assets.map((code) => ({ code })),
    votes: { positive: 0, negative: 0, important: 0 },
  })),
});

const labels = ['Extreme Fear', 'Fear', 'Neutral', 'Greed', 'Extreme Greed'] as const;

const labelOf = (value: number): string =>
  labels[value < 25 ? 0 : value < 46 ? 1 : value < 56 ? 2 : value < 76 ? 3 : 4];

/** A day as alternative.me's `/fng/` shows it: all texts. */
export const fearGreedDocument = ({ dayMs, value }: ArchivedMood): unknown => ({
  name: 'Fear and Greed Index',
  data: [
    {
      value: String(value),
      value_classification: labelOf(value),
      timestamp: String(dayMs / 1_000),
      time_until_update: '60',
    },
  ],
  metadata: { error: null },
});

/** A coin and what is known of it at a moment. */
export interface CoinState {
  readonly id: string;
  readonly symbol: string;
  readonly price: number;
  readonly circulating: number;
  readonly total: number;
  readonly volume: number;
}

/** Coins as CoinGecko's `/coins/markets` shows them. */
export const coinGeckoDocument = (states: readonly CoinState[], timeMs: number): unknown =>
  states.map(({ id, symbol, price, circulating, total, volume }) => ({
    id,
    symbol,
    name: id,
    current_price: price,
    market_cap: Math.round(price * circulating),
    fully_diluted_valuation: Math.round(price * total),
    total_volume: Math.round(volume),
    circulating_supply: circulating,
    total_supply: total,
    max_supply: null,
    last_updated: new Date(timeMs).toISOString(),
  }));
