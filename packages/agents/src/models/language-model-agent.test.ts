import { InvalidOptionsError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { ModelError, ReplayError } from '../errors';
import { evidence } from '../opinion/evidence';
import { answerOf, listening, situationAt } from '../opinion/situation.test-helper';
import { fakeModel } from './fake-model.test-helper';
import { languageModelAgent } from './language-model-agent';

const item = evidence({ kind: 'news', source: 'feed', receivedAtMs: 1, content: 'Fork done.' });

const draft = { score: 0.4, confidence: 0.5, horizonHours: 2, evidence: [item.id, 'made up'], reason: 'Volume rises.' };

const agentOf = (reply: Parameters<typeof fakeModel>[0], more = {}) => {
  const { model, asked } = fakeModel(reply);
  const options = { name: 'analyst', model, instructions: 'You judge trends.', maximumOutputTokens: 300, ...more };
  return { agent: languageModelAgent(options), asked };
};

it('turns a reply into an opinion', () => {
  const { agent, asked } = agentOf(() => JSON.stringify(draft), { temperature: 0 });
  const { events, call } = listening();
  expect(answerOf(agent, situationAt(9, [item]), call)).toMatchObject({
    type: 'opinion',
    agent: 'analyst',
    score: 0.4,
    confidence: 0.5,
    horizonMs: 7_200_000,
    evidence: [item.id],
    model: 'test:fake',
    cost: { calls: 1 },
    repairs: ['evidence-dropped'],
  });
  expect(events.map(({ type }) => type)).toEqual(['agent-asked', 'model-called', 'model-answered', 'agent-answered']);
  expect(asked[0]).toMatchObject({ maximumOutputTokens: 300, temperature: 0, responseSchema: { name: 'opinion' } });
  expect(asked[0]?.messages[0]?.content).toMatch(/^You judge trends\./);
  expect(asked[0]?.messages[1]?.content).toContain('Fork done.');
});

it('asks the same bytes about the same situation', () => {
  const { agent, asked } = agentOf(() => JSON.stringify(draft));
  answerOf(agent, situationAt(9, [item]));
  answerOf(agent, situationAt(9, [item]));
  answerOf(agent, situationAt(10, [item]));
  expect(asked[1]).toEqual(asked[0]);
  expect(asked[2]).not.toEqual(asked[0]);
});

describe('without a usable reply it abstains', () => {
  it.each([
    ['Buy now!!!', 'malformed'],
    ['{"score":85,"confidence":1,"horizonHours":1,"evidence":[],"reason":"x"}', 'malformed'],
    [JSON.stringify({ ...draft, order: 'buy 100 BTC' }), 'malformed'],
    ['null', 'malformed'],
  ])('%s', (text, code) => {
    const { agent, asked } = agentOf(() => text);
    expect(answerOf(agent)).toMatchObject({ type: 'abstention', code, cost: { calls: 2 }, model: 'test:fake' });
    expect(asked).toHaveLength(2);
  });

  it.each([
    [new ModelError({ code: 'TIMED_OUT', message: 'Late.' }), 'timed-out'],
    [new ModelError({ code: 'BUDGET_EXHAUSTED', message: 'No money.' }), 'budget-exhausted'],
    [new ModelError({ code: 'SERVER_FAILED', message: 'Status 500.' }), 'failed'],
  ])('%s', (error, code) => {
    const { agent } = agentOf(() => {
      throw error;
    });
    expect(answerOf(agent)).toMatchObject({ type: 'abstention', code });
  });
});

it('a recording without the request is no abstention', () => {
  const { agent } = agentOf(() => {
    throw new ReplayError({ code: 'CASSETTE_MISS', message: 'Nothing recorded.' });
  });
  expect(() => answerOf(agent)).toThrow(ReplayError);
});

it.each([{ model: {} }, { maximumOutputTokens: undefined }, { instructions: '' }, { temperature: 3 }])(
  'refuses %o',
  (wrong) => {
    expect(() => agentOf(() => '', wrong)).toThrow(InvalidOptionsError);
  },
);
