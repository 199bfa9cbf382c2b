import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type CoinState,
  coinGeckoDocument,
  cryptoPanicDocument,
  fearGreedDocument,
  rssDocument,
} from './feed-documents';
import type { ArchivedHeadline, FeedName, NewsArchive } from './news-archive';

export interface NewsServer {
  readonly url: string;
  /** Requests that were answered. */
  readonly requests: () => number;
  close(): Promise<void>;
}

/** Headlines that a feed holds at a time, the latest of them. */
const feedLength = 20;

const send = (response: ServerResponse, type: string, body: string): void => {
  response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
};

/**
 * A server on the loopback that answers as the feeds would at a moment: RSS, CryptoPanic, Fear & Greed and CoinGecko, in their shapes.
 *
 * It shows nothing before its time, the latest 20 headlines of a feed, and 503 on the wire during the outage.
 */
export const newsServer = async (
  archive: NewsArchive,
  nowMs: () => number,
  coinsAt: (timeMs: number) => readonly CoinState[],
): Promise<NewsServer> => {
  let requests = 0;

  const latest = (feed: FeedName): readonly ArchivedHeadline[] => {
    const now = nowMs();
    return archive.headlines
      .filter((one) => one.feed === feed && one.shownAtMs <= now)
      .slice(-feedLength)
      .reverse();
  };

  const server = createServer((request, response) => {
    requests += 1;
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const { outage, moods } = archive;
    const json = (body: unknown) => send(response, 'application/json', JSON.stringify(body));
    if (path === '/wire.xml' && nowMs() >= outage.fromMs && nowMs() < outage.untilMs) {
      response.writeHead(503, { 'content-type': 'text/plain' });
      response.end('Service unavailable');
    } else if (path === '/wire.xml') send(response, 'application/rss+xml', rssDocument('Wire', latest('wire')));
    else if (path === '/daily.xml') send(response, 'application/rss+xml', rssDocument('Daily', latest('daily')));
    else if (path === '/panic/developer/v2/posts/') json(cryptoPanicDocument(latest('panic')));
    else if (path === '/mood/fng/') {
      const mood = moods.findLast(({ dayMs }) => dayMs <= nowMs());
      json(mood === undefined ? { data: [] } : fearGreedDocument(mood));
    } else if (path === '/gecko/coins/markets') json(coinGeckoDocument(coinsAt(nowMs()), nowMs()));
    else {
      response.writeHead(404);
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
