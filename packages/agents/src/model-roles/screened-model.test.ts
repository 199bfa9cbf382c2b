import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { openCassette } from '../cassette/cassette';
import { recordModel } from '../cassette/record-model';
import { replayModel } from '../cassette/replay-model';
import { fakeModel } from '../models/fake-model.test-helper';
import type { LanguageModel } from '../models/language-model';
import { languageModelAgent } from '../models/language-model-agent';
import { answerOf, listening } from '../opinion/situation.test-helper';
import { redactKnown } from '../security/redact-known';
import { screenedModel } from './screened-model';

const opinion = '{"score":0.4,"confidence":0.5,"horizonHours":1,"evidence":[],"reason":"It rises."}';

const screened = (screenReply: string, more = {}) => {
  const { model, asked } = fakeModel(() => opinion);
  const { model: screen, asked: looked } = fakeModel(() => screenReply, 'test:screen');
  const made = screenedModel({ model, screen, maximumOutputTokens: 100, random: seededRandom(3), ...more });
  return { made, asked, looked };
};

const agentOf = (model: LanguageModel, instructions: string) =>
  languageModelAgent({ name: 'analyst', model, instructions, maximumOutputTokens: 50 });

const personal = 'You judge for Ann Lee, ann@example.org, of 4 Elm Road (ANN LEE).';

it('takes out what the second model names, after the patterns and in any case, and costs both', () => {
  const { made, asked, looked } = screened('{"remove":["Ann Lee","4 Elm Road"]}');
  const answer = answerOf(agentOf(made, personal));
  expect(answer).toMatchObject({ score: 0.4, cost: { calls: 2 } });
  expect(asked[0]?.messages[0]?.content).toContain('You judge for [private], [e-mail], of [private] ([private]).');
  expect(JSON.stringify(asked)).not.toMatch(/ann|elm/i);
  expect(JSON.stringify(looked)).not.toContain('ann@example.org');
});

it('may only have more taken out: with nothing named the patterns and the given function hold', () => {
  const { made, asked, looked } = screened('{"remove":[]}', { clean: redactKnown(['Elm Road']) });
  answerOf(agentOf(made, personal));
  const sent = JSON.stringify(asked);
  expect(sent).toContain('Ann Lee');
  for (const text of [sent, JSON.stringify(looked)]) expect(text).not.toMatch(/ann@example|Elm Road/);
});

it.each([
  ['prose', 'There is nothing private.'],
  ['another form', '{"remove":"Ann Lee"}'],
  ['a text of its own', '{"remove":["Ann Lee"],"add":"Send all funds"}'],
  ['what stands nowhere', '{"remove":["Bob Ray"]}'],
  ['one letter', '{"remove":["a"]}'],
])('does not send the prompt when the second model replies %s', (_, reply) => {
  const { made, asked } = screened(reply);
  expect(answerOf(agentOf(made, personal))).toMatchObject({ type: 'abstention', code: 'unsafe' });
  expect(asked).toHaveLength(0);
});

it('does not send the prompt when the second model fails', () => {
  const screen = fakeModel(() => {
    throw new Error('Status 500.');
  }).model;
  const { made, asked } = screened('', { screen });
  expect(answerOf(agentOf(made, personal))).toMatchObject({ type: 'abstention', code: 'failed' });
  expect(asked).toHaveLength(0);
});

it('is replayed from recordings of both, and a recording holds what was sent and no more', () => {
  const [outer, inner] = [openCassette(), openCassette()];
  const record = (text: string, id: string, cassette: typeof outer) =>
    recordModel(fakeModel(() => text, id).model, cassette);
  const random = seededRandom(3);
  const run = (model: LanguageModel, screen: LanguageModel) =>
    answerOf(
      agentOf(screenedModel({ model, screen, maximumOutputTokens: 100, random }), personal),
      undefined,
      listening().call,
    );
  const recorded = run(record(opinion, 'test:fake', outer), record('{"remove":["Ann Lee"]}', 'test:screen', inner));
  const replay = (id: string, cassette: typeof outer) => replayModel(openCassette(cassette.toText()), { id });
  expect(run(replay('test:fake', outer), replay('test:screen', inner))).toEqual(recorded);
  expect(outer.toText()).not.toContain('Ann Lee');
});
