import { seededRandom } from '@sigmax/core';
import { coins, funds, headlines, venues } from './headlines';
import { type HostileHeadline, hostileHeadlines } from './hostile-headlines';

export type FeedName = HostileHeadline['feeds'][number];

/** A headline with the times at which it was written and at which its feed begins to show it. */
export interface ArchivedHeadline {
  readonly id: number;
  readonly feed: FeedName;
  readonly title: string;
  /** Symbols that CryptoPanic would name. */
  readonly assets: readonly string[];
  readonly publishedAtMs: number;
  readonly shownAtMs: number;
  /** What stands in the place of the date; `undefined`: the date. */
  readonly date: string | undefined;
  readonly url: string;
  /** What it tries; `undefined` for one that means no harm. */
  readonly tries: string | undefined;
}

/** A day of the index that has the shape of Fear & Greed. */
export interface ArchivedMood {
  readonly dayMs: number;
  readonly value: number;
}

export interface NewsArchive {
  readonly fromMs: number;
  readonly untilMs: number;
  /** In the order in which they are shown. */
  readonly headlines: readonly ArchivedHeadline[];
  readonly moods: readonly ArchivedMood[];
  /** When the wire answers nothing but 503. */
  readonly outage: { readonly fromMs: number; readonly untilMs: number };
}

const hour = 3_600_000;
const day = 24 * hour;

const feeds: readonly FeedName[] = ['wire', 'daily', 'panic'];

/** Addresses of the feeds; example.com belongs to nobody. */
export const domainOf: Readonly<Record<FeedName, string>> = {
  wire: 'wire.example.com',
  daily: 'daily.example.com',
  panic: 'panic.example.com',
};

/**
 * Makes the news of a period from the hand-written lines.
 *
 * It knows the period and a seed, and no price: which line comes when is drawn. Good and bad come in spells of some days, because a
 * mood that is drawn anew for each line would cancel out. About six headlines a day over three feeds; one in ten is shown up to a day
 * after it was written.
 */
export const newsArchive = (fromMs: number, untilMs: number, seed: number): NewsArchive => {
  const random = seededRandom(seed).split('news');
  const pick = <Value>(values: readonly Value[]): Value => values[random.integer(values.length)] as Value;
  const found: Omit<ArchivedHeadline, 'id' | 'url'>[] = [];
  const moods: ArchivedMood[] = [];
  const spirits = new Map<string, number>(coins.map(({ asset }) => [asset, 0]));

  const filled = (line: string, name: string): string =>
    line
      .replace('{coin}', name)
      .replace('{fund}', pick(funds))
      .replace('{venue}', pick(venues))
      .replace('{count}', String(100 * (1 + random.integer(90))));

  const headline = (feed: FeedName, publishedAtMs: number) => {
    const delayMs = random.uniform() < 0.1 ? Math.floor(random.uniform() * day) : 0;
    const times = { publishedAtMs, shownAtMs: publishedAtMs + delayMs, date: undefined, tries: undefined };
    if (random.uniform() < 0.1) return { feed, title: pick(headlines.market), assets: [], ...times };
    const { asset, names } = pick(coins);
    const spirit = spirits.get(asset) as number;
    const drawn = random.uniform();
    const tone = drawn < 0.25 ? 'plain' : random.uniform() < 0.5 + spirit / 2 ? 'good' : 'bad';
    return { feed, title: filled(pick<string>(headlines[tone]), pick<string>(names)), assets: [asset], ...times };
  };

  for (let dayMs = fromMs; dayMs < untilMs; dayMs += day) {
    for (const { asset } of coins) {
      const next = 0.85 * (spirits.get(asset) as number) + 0.4 * (2 * random.uniform() - 1);
      spirits.set(asset, Math.max(-0.9, Math.min(0.9, next)));
    }
    const spirit = [...spirits.values()].reduce((sum, value) => sum + value, 0) / spirits.size;
    moods.push({ dayMs, value: Math.round(Math.max(2, Math.min(98, 50 + 45 * spirit + 8 * random.normal()))) });
    for (const feed of feeds) {
      for (let count = 1 + random.integer(3); count > 0; count--) {
        found.push(headline(feed, Math.floor(dayMs + random.uniform() * day)));
      }
    }
  }

  hostileHeadlines.forEach(({ feeds: carriers, title, date, tries, url }, place) => {
    const atMs = Math.floor(fromMs + ((place + 1) / (hostileHeadlines.length + 1)) * (untilMs - fromMs));
    carriers.forEach((feed, order) => {
      const publishedAtMs = atMs + order * 60_000;
      const given = date === 'tomorrow' ? new Date(publishedAtMs + day).toUTCString() : date;
      found.push({
        feed,
        title,
        assets: [],
        publishedAtMs,
        shownAtMs: publishedAtMs,
        date: given,
        tries,
        ...link(url),
      });
    });
  });

  const shown = found.filter(({ shownAtMs }) => shownAtMs < untilMs).sort((a, b) => a.shownAtMs - b.shownAtMs);
  return {
    fromMs,
    untilMs,
    headlines: shown.map((one, id) => ({ url: `https://${domainOf[one.feed]}/${id}`, ...one, id })),
    moods,
    outage: { fromMs: fromMs + 0.63 * (untilMs - fromMs), untilMs: fromMs + 0.65 * (untilMs - fromMs) },
  };
};

const link = (url: string | undefined): { readonly url?: string } => (url === undefined ? {} : { url });
