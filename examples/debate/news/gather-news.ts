import {
  cryptoPanic,
  pollSources,
  rssSource,
  type Source,
  type SourceItem,
  type SourcesReport,
} from '@sigmax/adapters/news';
import { coinGeckoMarkets, fearGreed } from '@sigmax/adapters/research';
import { type BarSeries, seededRandom } from '@sigmax/core';
import type { CoinState } from './feed-documents';
import type { NewsArchive } from './news-archive';
import { newsServer } from './news-server';
import { virtualTime } from './virtual-time';

export interface GatheredNews {
  /** Everything that reached the bot, in the order in which it did. */
  readonly items: readonly SourceItem[];
  readonly report: SourcesReport;
  /** Requests over HTTP. */
  readonly requests: number;
}

const hour = 3_600_000;

/** Supplies as CoinGecko would give them; rounded figures of late 2025, held still. */
const supplies: Readonly<Record<string, Pick<CoinState, 'id' | 'circulating' | 'total'>>> = {
  BTC: { id: 'bitcoin', circulating: 19_950_000, total: 21_000_000 },
  ETH: { id: 'ethereum', circulating: 120_700_000, total: 120_700_000 },
};

export const assetOf = (instrumentId: string): string => /^[^:]*:([^/]+)\//.exec(instrumentId)?.[1] ?? instrumentId;

/** What CoinGecko would say at a moment: the last close by then and the volume of the day before it. */
const coinsOf =
  (market: readonly BarSeries[]) =>
  (nowMs: number): readonly CoinState[] =>
    market.flatMap((series) => {
      const symbol = assetOf(series.instrumentId);
      const supply = supplies[symbol];
      const last = series.timeMs.findLastIndex((timeMs) => timeMs <= nowMs);
      const price = series.close[last];
      if (supply === undefined || price === undefined) return [];
      const traded = series.volume.subarray(Math.max(0, last - 23), last + 1).reduce((sum, one) => sum + one, 0);
      return [{ ...supply, symbol: symbol.toLowerCase(), price, volume: traded * price }];
    });

const sourcesAt = (url: string, coins: readonly string[]): readonly Source[] => {
  const slow = { minimumEveryMs: 12 * hour };
  return [
    rssSource({ id: 'wire', url: `${url}/wire.xml` }),
    rssSource({ id: 'daily', url: `${url}/daily.xml` }),
    cryptoPanic({ id: 'panic', baseUrl: `${url}/panic`, apiToken: 'of-no-use-here', trust: 'untrusted' }),
    fearGreed({ baseUrl: `${url}/mood`, ...slow }),
    ...(coins.length === 0 ? [] : [coinGeckoMarkets({ baseUrl: `${url}/gecko`, coins, ...slow })]),
  ];
};

/**
 * Reads the feeds over the whole period as a bot would have: the adapters of `@sigmax/adapters` poll a server on the loopback every four
 * hours of a virtual clock. What an item's feed showed at 10:01 reaches the bot with the next look, and not before.
 *
 * The same archive and bars give the same items: who answers first changes nothing, because time stands still until all have answered.
 */
export const gatherNews = async (
  archive: NewsArchive,
  market: readonly BarSeries[],
  seed: number,
  progress: (share: number) => void,
): Promise<GatheredNews> => {
  const { fromMs, untilMs } = archive;
  const time = virtualTime(fromMs);
  const server = await newsServer(archive, time.clock.nowMs, coinsOf(market));
  const instruments = Object.fromEntries(market.map(({ instrumentId }) => [assetOf(instrumentId), [instrumentId]]));
  const coins = coinsOf(market)(untilMs).map(({ id }) => id);
  const sources = sourcesAt(server.url, coins);
  const items: SourceItem[] = [];
  let report: SourcesReport | undefined;
  let underWay = sources.length;
  let wake: () => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const settled = (): Promise<void> =>
    new Promise((resolve, reject) => {
      wake = resolve;
      fail = reject;
    });
  let all = settled();
  const polled = pollSources(sources, {
    everyMs: 4 * hour,
    statusEveryMs: 12 * hour,
    clock: time.clock,
    random: seededRandom(seed).split('polling'),
    instruments,
  });
  const subscription = polled.subscribe({
    next: (event) => {
      if (event.type === 'received') items.push(event.item);
      else {
        report = event.report;
        underWay -= 1;
        if (underWay === 0) wake();
      }
    },
    error: (error) => fail(error),
  });
  try {
    let told = 0;
    for (;;) {
      await all;
      const nextMs = time.nextMs();
      if (nextMs === undefined || nextMs > untilMs) break;
      const share = Math.floor((4 * (nextMs - fromMs)) / (untilMs - fromMs)) / 4;
      if (share > told) progress(share);
      told = Math.max(told, share);
      underWay = 1;
      all = settled();
      time.goOn();
    }
  } finally {
    subscription.unsubscribe();
    await server.close();
  }
  // Of one moment: in an order of their own, and not in that of the network.
  const ordered = items
    .map((item, place) => ({ item, place }))
    .sort(
      (a, b) =>
        a.item.receivedAtMs - b.item.receivedAtMs ||
        (a.item.source < b.item.source ? -1 : a.item.source > b.item.source ? 1 : a.place - b.place),
    );
  return { items: ordered.map(({ item }) => item), report: report as SourcesReport, requests: server.requests() };
};
