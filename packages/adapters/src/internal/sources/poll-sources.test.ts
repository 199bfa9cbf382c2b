import { InvalidOptionsError, seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { virtualClock } from '../virtual-clock.test-helper';
import { pollSources, type SourceEvent } from './poll-sources';
import type { Source, SourceAnswer, SourceCall, SourceDraft } from './source';
import { sourceError } from './source-error';
import type { SourcesReport } from './source-health';

const minuteMs = 60_000;

const draft = (title: string, more: Partial<SourceDraft> = {}): SourceDraft => ({
  kind: 'news',
  guid: title,
  text: title,
  publishedAtMs: Date.UTC(2026, 10, 21),
  isDateUnreadable: false,
  assets: [],
  content: { title },
  ...more,
});

const answer = (...drafts: readonly SourceDraft[]): SourceAnswer => ({
  drafts,
  refused: [],
  leftOut: 0,
  isUnchanged: false,
});

type Poll = (look: number, call: SourceCall) => Promise<SourceAnswer>;

/** A source that answers as it is told, and counts looks and openings. */
const scripted = (id: string, poll: Poll, minimumEveryMs?: number, timeoutMs?: number) => {
  const state = { opened: 0, looks: [] as number[], aborted: 0 };
  const source: Source = {
    id,
    trust: 'listed',
    minimumEveryMs,
    timeoutMs,
    open: () => {
      state.opened += 1;
      let look = 0;
      return {
        poll: (call) => {
          look += 1;
          state.looks.push(call.clock.nowMs());
          call.signal.addEventListener('abort', () => {
            state.aborted += 1;
          });
          return poll(look, call);
        },
      };
    },
  };
  return { source, state };
};

const hanging = () => new Promise<SourceAnswer>(() => undefined);
const failing = (isRetryable: boolean, context = {}): Promise<SourceAnswer> =>
  Promise.reject(sourceError('x', 'SERVER_FAILED', 'it failed', { isRetryable, context }));

const watch = (sources: readonly Source[], options: Parameters<typeof pollSources>[1] = {}) => {
  const clock = virtualClock();
  const startMs = clock.nowMs();
  const events: SourceEvent[] = [];
  const state: { error?: unknown } = {};
  const subscription = pollSources(sources, { clock, random: seededRandom(7), ...options }).subscribe({
    next: (event) => events.push(event),
    error: (error: unknown) => {
      state.error = error;
    },
  });
  const items = () => events.flatMap((event) => (event.type === 'received' ? [event.item] : []));
  return {
    clock,
    startMs,
    events,
    state,
    subscription,
    items,
    titles: () =>
      items().flatMap(({ kind, content }) => (kind === 'news' ? [Reflect.get(Object(content), 'title')] : [])),
    statuses: () => items().flatMap((item) => (item.kind === 'source-status' ? [item] : [])),
    report: (): SourcesReport | undefined =>
      events.flatMap((event) => (event.type === 'polled' ? [event.report] : [])).at(-1),
  };
};

describe('pollSources', () => {
  it('asks at once and then every five minutes, a tenth more or less', async () => {
    const { source, state } = scripted('a', async () => answer());
    const { clock, startMs } = watch([source]);
    await clock.advance(60 * minuteMs);
    const waits = state.looks.map((timeMs, place) => timeMs - (state.looks[place - 1] ?? startMs));
    expect(waits[0]).toBe(0);
    expect(waits.length).toBeGreaterThanOrEqual(11);
    for (const waitMs of waits.slice(1)) {
      expect(waitMs).toBeGreaterThanOrEqual(4.5 * minuteMs);
      expect(waitMs).toBeLessThanOrEqual(5.5 * minuteMs);
    }
    expect(new Set(waits).size).toBe(waits.length);
  });

  it('asks no more often than a source allows, after failures too', async () => {
    const worked = scripted('a', async () => answer(), 20 * minuteMs);
    const failed = scripted('b', () => failing(true), 20 * minuteMs);
    const { clock } = watch([worked.source, failed.source]);
    await clock.advance(59 * minuteMs);
    expect([worked.state.looks.length, failed.state.looks.length]).toEqual([3, 3]);
  });

  it('streams what is new, once, as it was written, and says when it came', async () => {
    const looks = [
      answer(draft('Second of the day'), draft('First of the day')),
      answer(draft('Third of the day'), draft('Second of the day'), draft('First of the day')),
    ];
    const { source } = scripted('a', async (look) => looks[look - 1] ?? answer());
    const { clock, startMs, titles, items, report } = watch([source], { instruments: { BTC: ['x:BTC/USDT'] } });
    await clock.advance(0);
    expect(titles()).toEqual(['First of the day', 'Second of the day']);
    await clock.advance(6 * minuteMs);
    expect(titles()).toEqual(['First of the day', 'Second of the day', 'Third of the day']);
    const [first, , , third] = items();
    expect(first).toMatchObject({ receivedAtMs: startMs, publishedAtMs: Date.UTC(2026, 10, 21), source: 'a' });
    expect(third?.receivedAtMs).toBeGreaterThan(startMs + 4 * minuteMs);
    expect(report()?.sources[0]).toMatchObject({ received: 3, repeated: 2, looks: 2 });
  });

  it('names instruments by assets, and dates that cannot be', async () => {
    const day = 86_400_000;
    const nowMs = Date.UTC(2026, 10, 22);
    const odd = answer(
      draft('one alpha', { assets: ['BTC', 'constructor', 'ETH'], publishedAtMs: nowMs + day }),
      draft('two beta', { publishedAtMs: 0 }),
      draft('three gamma', { publishedAtMs: undefined }),
      draft('four delta', { publishedAtMs: undefined, isDateUnreadable: true }),
    );
    const { source } = scripted('a', async () => odd);
    const { clock, items } = watch([source], { instruments: { BTC: ['x:BTC/USDT', 'y:BTC/USDT'] } });
    await clock.advance(0);
    const news = items().filter(({ kind }) => kind === 'news');
    expect(news.map(({ dateProblem }) => dateProblem)).toEqual(['unreadable', 'missing', 'implausible', 'future']);
    expect(news.map(({ publishedAtMs }) => publishedAtMs)).toEqual([undefined, undefined, 0, nowMs + day]);
    expect(news[3]?.instrumentIds).toEqual(['x:BTC/USDT', 'y:BTC/USDT']);
    expect(news.every(({ receivedAtMs }) => receivedAtMs === nowMs)).toBe(true);
  });

  it('takes one story of several sources once', async () => {
    const first = scripted('a', async () => answer(draft('Fees fell on Monday after upgrade')));
    const copy = scripted('b', async () => answer(draft('Fees fell on Monday after upgrade - Wire', { guid: 'z' })));
    const { clock, titles, report } = watch([first.source, copy.source]);
    await clock.advance(0);
    expect(titles()).toHaveLength(1);
    expect(report()?.sources[1]).toMatchObject({ isUp: true, sameStory: 1, received: 0 });
  });

  it('a source that fails or hangs lowers coverage, says so, and delays no other', async () => {
    const good = scripted('good', async (look) => answer(draft(`look number ${look}`)));
    const bad = scripted('bad', () => failing(true));
    const hung = scripted('hung', hanging);
    const { clock, report, titles, statuses, startMs, state } = watch([good.source, bad.source, hung.source], {
      weights: { good: 2 },
    });
    await clock.advance(0);
    expect(titles()).toEqual(['look number 1']);
    expect(report()).toMatchObject({ coverage: 0.5 });
    await clock.advance(20_000);
    const health = report()?.sources.find(({ source }) => source === 'hung');
    expect(health).toMatchObject({ isUp: false, error: { code: 'TIMED_OUT' }, lastTriedMs: startMs + 20_000 });
    expect(hung.state.aborted).toBe(1);
    expect(statuses().map(({ source, content }) => [source, content])).toEqual([
      ['good', { isUp: true }],
      ['bad', { isUp: false, errorCode: 'SERVER_FAILED' }],
      ['hung', { isUp: false, errorCode: 'TIMED_OUT' }],
    ]);
    expect(state.error).toBeUndefined();
  });

  it('gives each source its own time', async () => {
    const [quick, slow] = [scripted('quick', hanging, 0, 2_000), scripted('slow', hanging, 0, 90_000)];
    const { clock, report } = watch([quick.source, slow.source], { timeoutMs: 20_000 });
    await clock.advance(2_000);
    expect(report()?.sources.map(({ looks }) => looks)).toEqual([1, 0]);
    await clock.advance(87_999);
    expect(report()?.sources[1]).toMatchObject({ looks: 0 });
    await clock.advance(1);
    expect(report()?.sources[1]).toMatchObject({ looks: 1, error: { code: 'TIMED_OUT' } });
  });

  it('loses nothing of an answer that could not be taken at first', async () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const bad = draft('bad', { content: circle as never });
    const good = [draft('Fees fall after the upgrade'), draft('Miner opens plant in Brenn')];
    const { source } = scripted('a', async (look) => (look === 1 ? answer(bad, ...good) : answer(...good)));
    const { clock, titles, report } = watch([source], { minimumBackoffMs: 1_000 });
    await clock.advance(0);
    expect([titles(), report()?.coverage]).toEqual([[], 0]);
    await clock.advance(3_600_000);
    expect([titles().length, report()?.coverage]).toEqual([2, 1]);
  });

  it('comes back after a failure, with longer waits in between', async () => {
    const { source, state } = scripted('a', (look) => (look <= 5 ? failing(true) : Promise.resolve(answer())));
    const { clock, report, statuses } = watch([source], { minimumBackoffMs: 1_000, maximumBackoffMs: 60_000 });
    await clock.advance(minuteMs);
    const waits = state.looks.slice(1).map((timeMs, place) => timeMs - (state.looks[place] as number));
    for (const [place, waitMs] of waits.entries()) {
      expect(waitMs).toBeGreaterThanOrEqual(500 * 2 ** place);
      expect(waitMs).toBeLessThan(1_000 * 2 ** place);
    }
    expect(report()).toMatchObject({ coverage: 1, sources: [{ failures: 0, isUp: true, looks: 6 }] });
    expect(report()?.sources[0]?.error).toBeUndefined();
    expect(statuses().map(({ content }) => Reflect.get(Object(content), 'isUp'))).toEqual([false, true]);
  });

  it('waits as long as a server asks for', async () => {
    const { source, state } = scripted('a', () => failing(true, { retryAfterMs: 10 * minuteMs }));
    const { clock } = watch([source]);
    await clock.advance(10 * minuteMs);
    expect(state.looks).toHaveLength(1);
    await clock.advance(1.1 * minuteMs);
    expect(state.looks).toHaveLength(2);
  });

  it('keeps back headlines that were old when they came, and nothing else', async () => {
    const nowMs = Date.UTC(2026, 10, 22);
    const drafts = [
      draft('Yesterday the court spoke', { publishedAtMs: nowMs - 86_400_000 }),
      draft('This hour a miner opened a plant', { publishedAtMs: nowMs - 3_600_000 }),
      draft('Nobody knows when fees fell', { publishedAtMs: undefined }),
      draft('figure', { text: undefined, publishedAtMs: nowMs - 86_400_000 }),
    ];
    const { source } = scripted('a', async () => answer(...drafts));
    const { clock, items, report } = watch([source], { maximumAgeMs: 7_200_000 });
    await clock.advance(6 * minuteMs);
    expect(items().flatMap(({ guid }) => guid ?? [])).toEqual(
      drafts
        .slice(1)
        .reverse()
        .map(({ guid }) => guid),
    );
    expect(report()?.sources[0]).toMatchObject({ tooOld: 1, received: 3, repeated: 4 });
  });

  it('says every hour that a source is still up', async () => {
    const { source } = scripted('a', async () => answer());
    const { clock, statuses } = watch([source]);
    await clock.advance(170 * minuteMs);
    expect(statuses()).toHaveLength(3);
    expect(new Set(statuses().map(({ id }) => id)).size).toBe(3);
  });

  it('never steps back, whatever the clock does', async () => {
    const { source } = scripted('a', async (look) => answer(draft(`look number ${look}`)));
    const { clock, items } = watch([source]);
    for (let look = 0; look < 10; look++) {
      await clock.advance(6 * minuteMs);
      clock.jump(-30 * minuteMs);
    }
    const times = items().map(({ receivedAtMs }) => receivedAtMs);
    expect(times.length).toBeGreaterThan(9);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('takes what an odd source throws as a failure, without what it says', async () => {
    const throwing: Poll = () => {
      throw new TypeError('key=c0ffee');
    };
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const loops = scripted('loops', async () => answer(draft('x', { content: circle as never })));
    const { clock, report, state } = watch([scripted('throws', throwing).source, loops.source]);
    await clock.advance(0);
    expect(report()).toMatchObject({ coverage: 0 });
    expect(JSON.stringify(report())).not.toContain('c0ffee');
    expect(state.error).toBeUndefined();
  });

  it('leaves nothing behind when it is unsubscribed, and begins anew when it is subscribed again', async () => {
    const hung = scripted('hung', hanging);
    const good = scripted('good', async () => answer(draft('one')));
    const clock = virtualClock();
    const events = pollSources([hung.source, good.source], { clock, random: seededRandom(1) });
    expect(good.state.opened).toBe(0);
    for (const round of [1, 2]) {
      const seen: SourceEvent[] = [];
      const subscription = events.subscribe((event) => seen.push(event));
      await clock.advance(1_000);
      expect(seen.filter((event) => event.type === 'received' && event.item.kind === 'news')).toHaveLength(1);
      subscription.unsubscribe();
      expect([clock.pending(), hung.state.aborted, good.state.opened]).toEqual([0, round, round]);
      const count = seen.length;
      await clock.advance(60 * minuteMs);
      expect(seen).toHaveLength(count);
    }
  });

  it('may be unsubscribed from inside', async () => {
    const { source } = scripted('a', async () => answer(draft('one'), draft('two')));
    const clock = virtualClock();
    const seen: SourceEvent[] = [];
    const subscription = pollSources([source], { clock }).subscribe((event) => {
      seen.push(event);
      subscription.unsubscribe();
    });
    await clock.advance(60 * minuteMs);
    expect([seen.length, clock.pending()]).toEqual([1, 0]);
  });

  it.each([
    [[], {}],
    [[scripted('a', hanging).source, scripted('a', hanging).source], {}],
    [[{ id: 'a' } as unknown as Source], {}],
    [[scripted('a', hanging).source], { everyMs: 10 }],
    [[scripted('a', hanging).source], { everyMs: Number.NaN }],
    [[scripted('a', hanging).source], { weights: { b: 1 } }],
    [[scripted('a', hanging).source], { weights: { a: 0 } }],
    [[scripted('a', hanging).source], { every: 1 }],
  ])('refuses wrong options, %#', (sources, options) => {
    expect(() => pollSources(sources as readonly Source[], options as object)).toThrow(InvalidOptionsError);
  });
});
