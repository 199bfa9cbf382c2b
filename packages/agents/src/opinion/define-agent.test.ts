import { InvalidOptionsError, SigmaxError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { AgentError, ModelError, ReplayError } from '../errors';
import { parseAnswer } from './answer-schema';
import { abstain, defineAgent } from './define-agent';
import { evidence } from './evidence';
import { answerOf, contextOf, listening, situationAt, snapshotAt } from './situation.test-helper';

const opinion = { score: 0.5, confidence: 1, reason: 'Up.' };

it('gives opinions and abstentions with its name, and says so', () => {
  const { events, call } = listening();
  const item = evidence({ kind: 'news', source: 'feed', receivedAtMs: 1, content: 'x' });
  const agent = defineAgent({ name: 'one', start: () => () => ({ ...opinion, evidence: [item.id, 'made up'] }) });
  const answer = answerOf(agent, situationAt(1_000, [item]), call);
  expect(answer).toMatchObject({ type: 'opinion', agent: 'one', timeMs: 1_000, evidence: [item.id] });
  expect(events).toEqual([
    { type: 'agent-asked', agent: 'one', round: 0 },
    { type: 'agent-answered', agent: 'one', round: 0, answer },
  ]);
  const silent = defineAgent({ name: 'silent', start: () => () => abstain('no-data', 'Nothing.') });
  expect(answerOf(silent)).toMatchObject({ type: 'abstention', code: 'no-data', reason: 'Nothing.' });
});

describe('what is thrown', () => {
  const thrown = (error: unknown) =>
    defineAgent({
      name: 'broken',
      start: () => () => {
        throw error;
      },
    });

  it.each([
    [new RangeError('too far'), 'failed', 'broken failed: too far'],
    ['text', 'failed', 'broken failed: text'],
    [undefined, 'failed', 'broken failed: undefined'],
    [new AgentError({ code: 'BUDGET_EXHAUSTED', message: 'No money.' }), 'budget-exhausted', /No money/],
    [new ModelError({ code: 'TIMED_OUT', message: 'Late.' }), 'timed-out', /Late/],
    [new ModelError({ code: 'MALFORMED_REPLY', message: 'No JSON.' }), 'malformed', /No JSON/],
    [new SigmaxError({ code: 'UNSAFE', message: 'No.' }), 'unsafe', /No/],
  ])('%s is an abstention', (error, code, reason) => {
    const answer = answerOf(thrown(error));
    expect(answer).toMatchObject({ type: 'abstention', code });
    expect(answer.reason).toMatch(reason);
    expect(parseAnswer(answer)).toEqual(answer);
  });

  it('later is one too', async () => {
    const agent = defineAgent({ name: 'late', start: () => () => Promise.reject(new Error('gone')) });
    const answer = await agent.start(contextOf()).ask(situationAt(), listening().call);
    expect(answer).toMatchObject({ type: 'abstention', code: 'failed', reason: 'late failed: gone' });
  });

  it('after nobody waits any more is a cancelled one', () => {
    const controller = new AbortController();
    controller.abort();
    expect(answerOf(thrown(new Error('x')), situationAt(), listening(controller.signal).call)).toMatchObject({
      code: 'cancelled',
    });
  });

  it('for want of a recording ends the run', async () => {
    const miss = new ReplayError({ code: 'CASSETTE_MISS', message: 'Nothing recorded.' });
    expect(() => answerOf(thrown(miss))).toThrow(miss);
    const later = defineAgent({ name: 'later', start: () => () => Promise.reject(miss) });
    await expect(later.start(contextOf()).ask(situationAt(), listening().call)).rejects.toBe(miss);
  });
});

it('later answers are made valid as well', async () => {
  const agent = defineAgent({ name: 'late', start: () => async () => ({ ...opinion, score: 40 }) });
  expect(await agent.start(contextOf()).ask(situationAt(), listening().call)).toMatchObject({ code: 'malformed' });
});

it('sees every moment once, apart from being asked', () => {
  const counting = defineAgent({
    name: 'counting',
    start: () => {
      let seen = 0;
      return {
        observe: () => {
          seen += 1;
        },
        ask: () => ({ ...opinion, reason: `${seen} seen` }),
      };
    },
  });
  const running = counting.start(contextOf());
  for (let moment = 0; moment < 3; moment++) running.observe(snapshotAt());
  for (let time = 0; time < 2; time++) {
    expect(running.ask(situationAt(), listening().call)).toMatchObject({ reason: '3 seen' });
  }
  // Every run begins fresh.
  expect(answerOf(counting)).toMatchObject({ reason: '1 seen' });
});

it('has no opinion any more once it failed to observe', () => {
  let seen = 0;
  const agent = defineAgent({
    name: 'blind',
    start: () => ({
      observe: () => {
        seen += 1;
        if (seen === 2) throw new Error('lost');
      },
      ask: () => opinion,
    }),
  });
  const running = agent.start(contextOf());
  const ask = () => running.ask(situationAt(), listening().call);
  running.observe(snapshotAt());
  expect(ask()).toMatchObject({ type: 'opinion' });
  running.observe(snapshotAt());
  running.observe(snapshotAt());
  expect(seen).toBe(2);
  expect(ask()).toMatchObject({ type: 'abstention', code: 'failed', reason: 'blind failed: lost' });
});

it('has randomness of its own, the same for one seed', () => {
  const drawing = (name: string) =>
    defineAgent({
      name,
      start:
        ({ random }) =>
        () => ({ ...opinion, score: random.uniform() }),
    });
  const drawn = (name: string) => answerOf(drawing(name));
  expect(drawn('a')).toEqual(drawn('a'));
  expect(drawn('a')).not.toMatchObject({ score: (drawn('b') as { score?: number }).score });
});

it.each([undefined, '', ' a', 'a\n', 'x'.repeat(65), 5])('refuses the name %j', (name) => {
  expect(() => defineAgent({ name: name as never, start: () => () => opinion })).toThrow(InvalidOptionsError);
});
