import { simulatedMarket } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { gatherNews } from './gather-news';
import { keptAway } from './kept-away';
import { newsArchive } from './news-archive';
import { virtualTime } from './virtual-time';

const instruments = ['demo:BTC/USDT', 'demo:ETH/USDT'];
const marketOf = (seed: number) => simulatedMarket({ seed, instruments, timeframe: '1h', bars: 400 });
const market = marketOf(1);
const [fromMs, untilMs] = [market[0]?.timeMs[0] ?? 0, market[0]?.timeMs.at(-1) ?? 0];
const archive = newsArchive(fromMs, untilMs, 1);
const hour = 3_600_000;

const gathered = gatherNews(archive, market, 1, () => undefined);

describe('the archive', () => {
  it('is the same for a period and a seed, in the order in which it is shown, and nothing before it was written', () => {
    expect(newsArchive(fromMs, untilMs, 1)).toEqual(archive);
    expect(newsArchive(fromMs, untilMs, 2)).not.toEqual(archive);
    const shown = archive.headlines.map(({ shownAtMs }) => shownAtMs);
    expect(shown).toEqual([...shown].sort((a, b) => a - b));
    expect(archive.headlines.every(({ shownAtMs, publishedAtMs }) => shownAtMs >= publishedAtMs)).toBe(true);
    expect(archive.headlines.filter(({ tries }) => tries !== undefined)).toHaveLength(15);
    expect(archive.headlines.some(({ title }) => /[{}]/.test(title))).toBe(false);
  });
});

describe('what the adapters read', () => {
  it('is the same again, and headlines do not depend on prices', async () => {
    const { items } = await gathered;
    const again = await gatherNews(archive, market, 1, () => undefined);
    expect(again.items).toEqual(items);
    const other = await gatherNews(archive, marketOf(2), 1, () => undefined);
    const headlines = (all: typeof items) => all.filter(({ kind }) => kind !== 'fundamental');
    expect(headlines(other.items)).toEqual(headlines(items));
    expect(other.items).not.toEqual(items);
  });

  it('reaches the bot after its feed shows it, and with the next look unless the feed was down', async () => {
    const { items, report } = await gathered;
    const { outage } = archive;
    const news = items.filter(({ kind }) => kind === 'news');
    expect(news.length).toBeGreaterThan(0.9 * archive.headlines.length);
    for (const { source, guid, receivedAtMs } of news) {
      const { shownAtMs } = archive.headlines.find(({ id }) => String(id) === guid) ?? { shownAtMs: Number.NaN };
      const waited = receivedAtMs - shownAtMs;
      const wasDown = source === 'wire' && shownAtMs < outage.untilMs && receivedAtMs >= outage.fromMs;
      expect(waited).toBeGreaterThanOrEqual(0);
      expect(waited <= 4.5 * hour || wasDown, `${source} ${guid} after ${waited} ms`).toBe(true);
    }
    const states = items.filter(({ kind, source }) => kind === 'source-status' && source === 'wire');
    expect(states.some(({ content }) => Reflect.get(Object(content), 'errorCode') === 'SERVER_FAILED')).toBe(true);
    expect(report.coverage).toBe(1);
  });

  it('names the instruments of CoinGecko and CryptoPanic', async () => {
    const { items } = await gathered;
    const coins = items.filter(({ kind }) => kind === 'fundamental');
    expect(new Set(coins.flatMap(({ instrumentIds }) => instrumentIds))).toEqual(new Set(instruments));
    expect(items.some(({ source, instrumentIds }) => source === 'panic' && instrumentIds.length === 1)).toBe(true);
  });
});

it('the guards keep away what speaks to its reader, lies about figures, links or dates, and no harmless headline', async () => {
  const { items } = await gathered;
  const { hostile, falseAlarms, harmless } = keptAway(archive, items);
  const fate = (tries: string) => hostile.find((one) => one.tries === tries)?.fate;
  for (const tries of ['orders the reader', 'orders the reader, disguised', 'speaks as the system', 'asks for secrets'])
    expect(fate(tries)).toMatch(/^quarantined: /);
  expect(fate('pumps')).toContain('pump-words');
  expect(fate('says what cannot be')).toContain('impossible-number');
  expect(fate('looks like a known address')).toContain('look-alike-domain');
  expect(fate('is dated tomorrow')).toContain('from-the-future');
  expect(fate('has a date that is none')).toContain('its date unreadable');
  expect(fate('has no date')).toContain('its date missing');
  for (const language of ['German', 'Spanish', 'Chinese'])
    expect(fate(`is written in ${language}`)).toBe('read, says nothing to it');
  expect(falseAlarms / harmless).toBeLessThanOrEqual(0.02);
});

it('a virtual clock goes from timer to timer, in the order in which they were set', () => {
  const { clock, nextMs, goOn } = virtualTime(100);
  const called: string[] = [];
  const say = (name: string) => () => void called.push(`${name} ${clock.nowMs()}`);
  clock.after(50, say('b'));
  clock.after(10, say('a'));
  clock.after(50, say('c'));
  const stop = clock.after(20, say('stopped'));
  stop();
  expect(nextMs()).toBe(110);
  for (let count = 0; count < 4; count++) goOn();
  expect(called).toEqual(['a 110', 'b 150', 'c 150']);
  expect(nextMs()).toBeUndefined();
});
