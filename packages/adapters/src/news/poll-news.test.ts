import { seededRandom, systemClock } from '@sigmax/core';
import { afterEach, describe, expect, it } from 'vitest';
import { type LoopbackServer, loopbackServer, type Serve } from '../internal/sources/loopback-server.test-helper';
import { onlyKnownAt } from '../internal/sources/only-known-at';
import { pollSources, type SourceEvent } from '../internal/sources/poll-sources';
import { cryptoPanic } from './crypto-panic';
import { rssSource } from './rss-source';

const servers: LoopbackServer[] = [];
const serving = async (serve: Serve): Promise<LoopbackServer> => {
  const server = await loopbackServer(serve);
  servers.push(server);
  return server;
};
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const until = async (isSo: () => boolean): Promise<void> => {
  for (let waitedMs = 0; !isSo(); waitedMs += 5) {
    if (waitedMs > 10_000) throw new Error(`not so in time: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

/** A real clock of which a second lasts a millisecond, so that polling every five minutes can be watched. */
const startMs = Date.UTC(2026, 10, 22, 12);
const hasty = () => {
  const beganMs = systemClock.nowMs();
  return {
    nowMs: () => startMs + (systemClock.nowMs() - beganMs) * 1_000,
    after: (delayMs: number, callback: () => void) => systemClock.after(delayMs / 1_000, callback),
  };
};

const feed = (...titles: readonly string[]): string =>
  `<rss version="2.0"><channel>${titles
    // Dated long ago: a planted item that would be known too early.
    .map((title) => `<item><title>${title}</title><pubDate>Thu, 01 Jan 2015 00:00:00 GMT</pubDate></item>`)
    .join('')}</channel></rss>`;

const watch = (events: ReturnType<typeof pollSources>) => {
  const seen: SourceEvent[] = [];
  const errors: unknown[] = [];
  const subscription = events.subscribe({ next: (event) => seen.push(event), error: (error) => errors.push(error) });
  const items = () => seen.flatMap((event) => (event.type === 'received' ? [event.item] : []));
  const news = () => items().filter(({ kind }) => kind === 'news');
  const last = () => seen.flatMap((event) => (event.type === 'polled' ? [event] : [])).at(-1);
  return { seen, errors, subscription, items, news, last };
};

describe('news over a real connection', () => {
  it('comes as it is published, asks for changes only, and is never known early', async () => {
    const titles = ['Fees fall after the upgrade'];
    const server = await serving((asked, response) => {
      const tag = `"${titles.length}"`;
      if (asked.headers['if-none-match'] === tag) {
        response.writeHead(304).end();
        return;
      }
      response.writeHead(200, { etag: tag }).end(feed(...titles));
    });
    const source = rssSource({ id: 'wire', url: `${server.url}/feed` });
    const options = { clock: hasty(), random: seededRandom(3), timeoutMs: 5_000_000 };
    const { subscription, news, last, errors } = watch(pollSources([source], options));
    await until(() => (last()?.report.sources[0]?.unchanged ?? 0) >= 2);
    expect(news()).toHaveLength(1);
    titles.unshift('Miner opens plant in Brenn');
    await until(() => news().length === 2);
    subscription.unsubscribe();
    const [first, second] = news();
    const receivedAtMs = second?.receivedAtMs as number;
    expect(receivedAtMs).toBeGreaterThan((first?.receivedAtMs as number) + 270_000);
    expect(second?.publishedAtMs).toBe(Date.UTC(2015, 0, 1));
    expect(onlyKnownAt(news(), receivedAtMs - 1).map(({ id }) => id)).toEqual([first?.id]);
    expect(onlyKnownAt(news(), receivedAtMs)).toHaveLength(2);
    expect(errors).toEqual([]);
  });

  it('goes on beside a source that is down, and takes it back when it is up', async () => {
    let isDown = true;
    const shaky = await serving((_, response) => {
      if (isDown) response.writeHead(503, { 'retry-after': '30' }).end('down');
      else response.end(feed('Court frees developer of mixer'));
    });
    const steady = await serving((_, response) => response.end(feed('Fees fall after the upgrade')));
    const sources = [shaky, steady].map(({ url }, place) => rssSource({ id: `wire-${place}`, url }));
    const options = { clock: hasty(), random: seededRandom(3), timeoutMs: 5_000_000 };
    const { subscription, news, last, items } = watch(pollSources(sources, options));
    await until(() => (last()?.report.sources[0]?.failures ?? 0) >= 2);
    expect(last()?.report.coverage).toBe(0.5);
    expect(news()).toHaveLength(1);
    isDown = false;
    await until(() => news().length === 2);
    await until(() => last()?.report.coverage === 1);
    subscription.unsubscribe();
    const statuses = items().filter(({ kind, source }) => kind === 'source-status' && source === 'wire-0');
    expect(statuses.map(({ content }) => content)).toEqual([
      { isUp: false, errorCode: 'SERVER_FAILED' },
      { isUp: true },
    ]);
  });

  it('hangs up when nobody listens any more', async () => {
    const silent = await serving(() => undefined);
    const { subscription } = watch(pollSources([rssSource({ id: 'silent', url: silent.url })]));
    await until(() => silent.asked.length === 1);
    expect(silent.hangUps()).toBe(0);
    subscription.unsubscribe();
    await until(() => silent.hangUps() === 1);
  });

  it('shows no key anywhere, whatever a server sends back', async () => {
    const apiToken = 'c0ffee+key/0123456789=';
    const server = await serving((asked, response) => {
      response
        .writeHead(403)
        .end(`denied: ${asked.url} ${decodeURIComponent(asked.url)} ${JSON.stringify(asked.headers)}`);
    });
    const source = cryptoPanic({ apiToken, baseUrl: server.url });
    const { subscription, seen, last } = watch(pollSources([source]));
    await until(() => last() !== undefined);
    subscription.unsubscribe();
    expect(server.asked[0]?.url).toContain(encodeURIComponent(apiToken));
    expect(last()?.report.sources[0]?.error).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringMatching(/denied/),
    });
    expect(JSON.stringify(seen)).not.toContain('c0ffee');
  });
});
