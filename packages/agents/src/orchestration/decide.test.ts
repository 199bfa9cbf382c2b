import { InvalidOptionsError } from '@sigmax/core';
import { afterEach, describe, expect, it } from 'vitest';
import { says } from '../combine/says.test-helper';
import { weightedVote } from '../combine/weighted-vote';
import { ReplayError } from '../errors';
import { fakeModel, freePrice } from '../models/fake-model.test-helper';
import { languageModelAgent } from '../models/language-model-agent';
import { type LoopbackServer, loopbackServer, sendJson } from '../models/loopback-server.test-helper';
import { openAiCompatible } from '../models/providers/open-ai-compatible';
import { breathe, virtualClock } from '../models/virtual-clock.test-helper';
import type { Agent } from '../opinion/agent';
import { defineAgent } from '../opinion/define-agent';
import { evidence } from '../opinion/evidence';
import { instrumentId, snapshotAt } from '../opinion/situation.test-helper';
import { type DecideOptions, type DecisionEvent, decide } from './decide';
import { ladder } from './ladder';
import { withTimeout } from './with-timeout';

const hung = (name: string): Agent => defineAgent({ name, start: () => () => new Promise<never>(() => {}) });

const options = (agent: Agent, more: Partial<DecideOptions> = {}): DecideOptions => ({
  agent,
  instrumentId,
  snapshot: snapshotAt(1_000),
  deadlineMs: 1_000,
  ...more,
});

/** Subscribes and keeps what comes. */
const heard = (given: DecideOptions) => {
  const events: DecisionEvent[] = [];
  const end: { error?: unknown; isComplete?: boolean } = {};
  const subscription = decide(given).subscribe({
    next: (event) => events.push(event),
    error: (error) => {
      end.error = error;
    },
    complete: () => {
      end.isComplete = true;
    },
  });
  const made = () => events.find((event) => event.type === 'decision-made');
  return { events, end, subscription, made };
};

it('starts first, ends last, and is the same each time it is subscribed to', () => {
  const agent = weightedVote({
    members: [
      { agent: says('a', 1), weight: 1 },
      { agent: says('b', 0), weight: 1 },
    ],
  });
  const { events, end, made } = heard(options(agent));
  expect(events[0]).toEqual({
    type: 'decision-started',
    id: `${instrumentId}@1000`,
    agent: 'weighted-vote',
    instrumentId,
    timeMs: 1_000,
  });
  expect(events.at(-1)).toBe(made());
  expect(made()).toMatchObject({ answer: { score: 0.5 } });
  expect(end.isComplete).toBe(true);
  expect(heard(options(agent)).events).toEqual(events);
});

it('starts nothing before somebody subscribes', () => {
  let started = 0;
  const agent = defineAgent({
    name: 'a',
    start: () => {
      started += 1;
      return () => ({ score: 0, confidence: 0, reason: 'x' });
    },
  });
  const decision = decide(options(agent));
  expect(started).toBe(0);
  decision.subscribe();
  expect(started).toBe(1);
});

describe('a hung model', () => {
  it('costs the deadline and no more: the last resort decides, degraded', async () => {
    const clock = virtualClock();
    const { made, end } = heard(options(hung('model'), { clock, lastResort: says('plain', 0.1) }));
    await clock.advance(999);
    expect(made()).toBeUndefined();
    await clock.advance(1);
    expect(made()).toMatchObject({ answer: { type: 'opinion', agent: 'plain', isDegraded: true } });
    expect([end.isComplete, clock.pending()]).toEqual([true, 0]);
  });

  it('goes down the ladder: another model, the deterministic agent, each in its time', async () => {
    const clock = virtualClock();
    const timed = (name: string) => withTimeout(hung(name), { timeoutMs: 300, clock });
    const agent = ladder({ rungs: [timed('model'), timed('other'), says('plain', 0.1)] });
    const { made, events } = heard(options(agent, { clock }));
    await clock.advance(599);
    expect(made()).toBeUndefined();
    await clock.advance(1);
    expect(made()).toMatchObject({ answer: { score: 0.1, isDegraded: true } });
    expect(events.filter(({ type }) => type === 'step-timed-out')).toHaveLength(2);
  });

  it('among others does not stop the vote', async () => {
    const clock = virtualClock();
    const members = [
      { agent: withTimeout(hung('model'), { timeoutMs: 300, clock }), weight: 1 },
      { agent: says('plain', 1), weight: 1 },
    ];
    const { made } = heard(options(weightedVote({ members }), { clock }));
    await clock.advance(300);
    expect(made()).toMatchObject({ answer: { score: 1, isDegraded: true } });
  });

  it('without anything to fall back on is an abstention', async () => {
    const clock = virtualClock();
    const { made } = heard(options(hung('model'), { clock }));
    await clock.advance(1_000);
    expect(made()).toMatchObject({ answer: { type: 'abstention', code: 'timed-out', isDegraded: true } });
  });
});

describe('with a server', () => {
  let server: LoopbackServer;
  afterEach(() => server.close());

  const remote = () => {
    const baseUrl = server.url;
    const model = openAiCompatible({ baseUrl, model: 'tiny', fetch, timeoutMs: 10_000, price: freePrice });
    return languageModelAgent({ name: 'analyst', model, instructions: 'Judge.', maximumOutputTokens: 100 });
  };

  it('unsubscribing hangs up', async () => {
    server = await loopbackServer(() => {});
    const { subscription, events } = heard(options(remote()));
    await expect.poll(() => server.received.length).toBe(1);
    subscription.unsubscribe();
    await expect.poll(() => server.hangUps()).toBe(1);
    const { length } = events;
    await breathe();
    expect(events).toHaveLength(length);
  });

  it('the deadline hangs up too', async () => {
    server = await loopbackServer(() => {});
    const { made } = heard(options(remote(), { deadlineMs: 40, lastResort: says('plain', 0.1) }));
    await expect.poll(() => made()).toMatchObject({ answer: { agent: 'plain', isDegraded: true } });
    await expect.poll(() => server.hangUps()).toBe(1);
  });

  it('tells what the model said', async () => {
    const content = '{"score":0.5,"confidence":0.5,"horizonHours":null,"evidence":[],"reason":"Up."}';
    server = await loopbackServer((_, response) =>
      sendJson(response, { choices: [{ message: { content }, finish_reason: 'stop' }] }),
    );
    const { events, made } = heard(options(remote()));
    await expect.poll(() => made()).toMatchObject({ answer: { score: 0.5 } });
    expect(events.map(({ type }) => type)).toEqual([
      ...['decision-started', 'agent-asked', 'model-called', 'model-answered', 'agent-answered', 'decision-made'],
    ]);
  });
});

it('fails where a recording has no answer, and where it is shown the future', async () => {
  const { model } = fakeModel(() => {
    throw new ReplayError({ code: 'CASSETTE_MISS', message: 'Nothing recorded.' });
  });
  const agent = languageModelAgent({ name: 'a', model, instructions: 'Judge.', maximumOutputTokens: 10 });
  expect(heard(options(agent)).end.error).toMatchObject({ code: 'CASSETTE_MISS' });
  const future = evidence({ kind: 'news', source: 'feed', receivedAtMs: 1_001, content: 'x' });
  expect(heard(options(says('a', 1), { evidence: [future] })).end.error).toMatchObject({ code: 'LOOK_AHEAD' });
});

it.each([{ agent: {} }, { deadlineMs: 0 }, { snapshot: {} }, { budget: 1 }])('refuses %o', (wrong) => {
  expect(() => decide({ ...options(says('a', 1)), ...wrong } as never)).toThrow(InvalidOptionsError);
});
