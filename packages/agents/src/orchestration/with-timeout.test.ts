import { describe, expect, it } from 'vitest';
import { says, saysLater, silent } from '../combine/says.test-helper';
import { ReplayError } from '../errors';
import { breathe, virtualClock } from '../models/virtual-clock.test-helper';
import type { Agent, AgentCall } from '../opinion/agent';
import type { Answer } from '../opinion/answer';
import { defineAgent } from '../opinion/define-agent';
import { contextOf, listening, situationAt, snapshotAt } from '../opinion/situation.test-helper';
import { withTimeout } from './with-timeout';

/** An agent that never answers and heeds nothing. */
const hung = (signals: AbortSignal[] = []) =>
  defineAgent({
    name: 'hung',
    start: () => (_, call) => {
      signals.push(call.signal);
      return new Promise<never>(() => {});
    },
  });

const ask = (agent: Agent, call: AgentCall) => {
  const running = agent.start(contextOf());
  running.observe(snapshotAt());
  const outcome: { answer?: Answer; error?: unknown } = {};
  Promise.resolve(running.ask(situationAt(), call)).then(
    (answer) => {
      outcome.answer = answer;
    },
    (error: unknown) => {
      outcome.error = error;
    },
  );
  return outcome;
};

describe('an agent that hangs', () => {
  it('has abstained when its time is over, and its work is aborted', async () => {
    const clock = virtualClock();
    const signals: AbortSignal[] = [];
    const { events, call } = listening();
    const outcome = ask(withTimeout(hung(signals), { timeoutMs: 500, clock }), call);
    await clock.advance(499);
    expect([outcome.answer, signals[0]?.aborted]).toEqual([undefined, false]);
    await clock.advance(1);
    expect(outcome.answer).toMatchObject({ type: 'abstention', code: 'timed-out', agent: 'hung', isDegraded: true });
    expect(signals[0]?.aborted).toBe(true);
    expect(events.map(({ type }) => type)).toEqual(['agent-asked', 'step-timed-out', 'agent-answered']);
  });

  it('is stood in for by the last resort, which was warm all the time', async () => {
    const clock = virtualClock();
    let seen = 0;
    const resort = defineAgent({
      name: 'plain',
      start: () => ({
        observe: () => {
          seen += 1;
        },
        ask: () => ({ score: 0.2, confidence: 0.3, reason: `${seen} seen` }),
      }),
    });
    const { events, call } = listening();
    const outcome = ask(withTimeout(hung(), { timeoutMs: 500, clock, lastResort: resort }), call);
    await clock.advance(500);
    expect(outcome.answer).toMatchObject({ type: 'opinion', agent: 'plain', reason: '1 seen', isDegraded: true });
    expect(events.map(({ type }) => type)).toContain('fell-back');
  });

  it.each([silent('plain'), saysLater('plain', 1)])(
    'abstains where the last resort has nothing to say now',
    async (resort) => {
      const clock = virtualClock();
      const outcome = ask(withTimeout(hung(), { timeoutMs: 500, clock, lastResort: resort }), listening().call);
      await clock.advance(500);
      expect(outcome.answer).toMatchObject({ code: 'timed-out', isDegraded: true });
    },
  );
});

it('what is in time is passed on unchanged, and leaves no timer', async () => {
  const clock = virtualClock();
  const now = withTimeout(says('a', 1), { timeoutMs: 5, clock }).start(contextOf());
  expect(now.ask(situationAt(), listening().call)).toMatchObject({ score: 1, isDegraded: false });
  const outcome = ask(withTimeout(saysLater('b', 1), { timeoutMs: 5, clock }), listening().call);
  await breathe();
  expect(outcome.answer).toMatchObject({ agent: 'b', isDegraded: false });
  expect(clock.pending()).toBe(0);
});

it('what comes too late changes nothing', async () => {
  const clock = virtualClock();
  const slow = defineAgent({
    name: 'slow',
    start: () => (_, call) =>
      new Promise((resolve) => {
        clock.after(600, () => {
          call.emit({ type: 'agent-asked', agent: 'late', round: 0 });
          resolve({ score: 1, confidence: 1, reason: 'Late.' });
        });
      }),
  });
  const { events, call } = listening();
  const outcome = ask(withTimeout(slow, { timeoutMs: 500, clock }), call);
  await clock.advance(1_000);
  expect(outcome.answer).toMatchObject({ code: 'timed-out' });
  expect(events).toHaveLength(3);
});

it('aborting from outside aborts inside, and ends the wait', async () => {
  const clock = virtualClock();
  const controller = new AbortController();
  const signals: AbortSignal[] = [];
  const outcome = ask(withTimeout(hung(signals), { timeoutMs: 500, clock }), listening(controller.signal).call);
  controller.abort();
  await breathe();
  expect(signals[0]?.aborted).toBe(true);
  expect(outcome.answer).toMatchObject({ code: 'cancelled' });
  expect(clock.pending()).toBe(0);
});

it('passes on what ends the run', async () => {
  const miss = new ReplayError({ code: 'CASSETTE_MISS', message: 'Nothing recorded.' });
  const agent = defineAgent({ name: 'a', start: () => () => Promise.reject(miss) });
  const outcome = ask(withTimeout(agent, { timeoutMs: 5, clock: virtualClock() }), listening().call);
  await breathe();
  expect(outcome.error).toBe(miss);
});
