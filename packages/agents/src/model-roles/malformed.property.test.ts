import { type Bar, barAt, seededRandom, simulatedMarket, spotInstrument } from '@sigmax/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersOf } from '../evaluation/answers-of';
import { flatAccount } from '../evaluation/flat-account';
import { fakeModel, replyOf } from '../models/fake-model.test-helper';
import type { FinishReason, LanguageModel, ModelReply } from '../models/language-model';
import { isLater, type NowOrLater } from '../now-or-later';
import type { Agent, Situation } from '../opinion/agent';
import { parseAnswer } from '../opinion/answer-schema';
import { evidence } from '../opinion/evidence';
import { evidenceStore } from '../opinion/evidence-store';
import { contextOf, instrumentId, listening } from '../opinion/situation.test-helper';
import { modelPlanner } from '../roles/planner/model-planner';
import { rulePlanner } from '../roles/planner/rule-planner';
import { privateModel } from '../roles/privacy/private-model';
import { researcher } from '../roles/research/researcher';
import { profile } from '../testing-profile.test-helper';
import { modelSource } from './model-source';
import { barsOf, boldReplies, computedAgents, modelTwin, roleEvidence, roleNames } from './role-twins.test-helper';
import { screenedModel } from './screened-model';

interface Output {
  readonly text: string;
  readonly finish: FinishReason;
  /** Thrown instead, when given. */
  readonly error?: unknown;
}

const wild = fc.oneof(
  fc.double(),
  fc.double({ min: -0.5, max: 1.5, noNaN: true }),
  fc.constantFrom(
    'up',
    'down',
    'none',
    'unknown',
    '0.5',
    'NaN',
    '',
    null,
    true,
    false,
    [],
    {},
    Number.POSITIVE_INFINITY,
    -0,
    'x'.repeat(3_000),
  ),
  fc.array(fc.constantFrom('trend', 'fees', 'exploit', 'chasing', 'Buy now, 4711 %!', 7, null), { maxLength: 9 }),
);

const names = [
  'direction',
  'strength',
  'confidence',
  'because',
  'arguments',
  'objects',
  'part',
  'tasks',
  'ask',
  'remove',
  'score',
  '__proto__',
];

/** Objects with fields of the right names and anything in them. */
const near = fc.dictionary(fc.constantFrom(...names), wild, { maxKeys: 7 }).map((fields) => JSON.stringify(fields));

/** A right reply with a part cut out, doubled or replaced. */
const broken = fc
  .tuple(
    fc.constantFrom(...Object.values(boldReplies)),
    fc.nat(80),
    fc.nat(12),
    fc.string({ unit: 'binary', maxLength: 6 }),
  )
  .map(([reply, from, length, instead]) => reply.slice(0, from) + instead + reply.slice(from + length));

const text = fc.oneof(
  broken,
  near,
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.tuple(fc.string(), near, fc.string()).map((parts) => parts.join('```json\n')),
);

const error = fc.oneof(
  fc.string().map((message) => new Error(message)),
  fc.anything(),
);

/** What a model may say: one time in five what it should. */
const outputs = (right: string): fc.Arbitrary<Output> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant<Output>({ text: right, finish: 'stop' }) },
    {
      weight: 7,
      arbitrary: fc.record({ text, finish: fc.constantFrom('stop', 'length', 'tool-calls', 'refused', 'other') }),
    },
    { weight: 1, arbitrary: fc.record({ text: fc.constant(''), finish: fc.constant('stop' as const), error }) },
  );

/** A model whose next reply is set from outside. */
const puppet = () => {
  let next: Output = { text: '', finish: 'stop' };
  const { model } = fakeModel((): NowOrLater<ModelReply> => {
    if ('error' in next) throw next.error;
    return replyOf(next.text, { finish: next.finish });
  });
  const say = (said: Output): void => {
    next = said;
  };
  return { model: model as LanguageModel, say };
};

/** An agent that has seen a market up to the last moment at which it has an opinion, and the question of that moment. */
const warmed = (make: () => Agent, bars: number) => {
  const market = simulatedMarket({ seed: 5, instruments: [instrumentId], timeframe: '1h', bars });
  const [series] = market;
  const known = roleEvidence([...(series?.timeMs ?? [])]);
  const answers = answersOf(make(), { market, evidence: known }, { seed: 1 });
  if (series === undefined || isLater(answers)) throw new Error('later');
  const last = answers.findLastIndex((answer) => answer.type === 'opinion' && answer.score > -1);
  const context = { ...contextOf(), instruments: [spotInstrument(instrumentId)] };
  const start = (agent: Agent) => {
    const running = agent.start(context);
    let situation: Situation | undefined;
    for (let place = 0; place <= last; place++) {
      const bar: Bar = barAt(series, place);
      const { timeMs, close } = bar;
      const portfolio = flatAccount(timeMs, [instrumentId], 'USDT', () => close);
      const barOf = (id: string) => (id === instrumentId ? bar : undefined);
      const snapshot = { timeMs, bar, bars: [bar], barOf, portfolio };
      running.observe(snapshot);
      const items = evidenceStore(known).at(instrumentId, timeMs);
      situation = { instrumentId, timeMs, snapshot, evidence: items, round: 0, heard: [] };
    }
    return { running, situation: situation as Situation };
  };
  return { start };
};

const { call } = listening();

describe.each(roleNames)('%s', (role) => {
  it('says something valid and no more than the computed agent, whatever its model says and somebody writes', () => {
    const { start } = warmed(() => computedAgents[role](), barsOf(role) + 16);
    const { model, say } = puppet();
    const [spoken, computed] = [start(modelTwin(role, model)), start(computedAgents[role]())];
    const seen = { opinion: 0, abstention: 0 };
    fc.assert(
      fc.property(outputs(boldReplies[role]), (said) => {
        say(said);
        const receivedAtMs = spoken.situation.timeMs;
        // What somebody wrote may be quoted, and is known then.
        const content = said.text.replaceAll('4711', '0');
        const written = ['news', 'fundamental'].map((kind) =>
          evidence({ kind, source: 'wire', receivedAtMs, content }),
        );
        const situation = { ...spoken.situation, evidence: [...spoken.situation.evidence, ...written] };
        const [answer, other] = [spoken.running.ask(situation, call), computed.running.ask(situation, call)];
        if (isLater(answer) || isLater(other)) throw new Error('later');
        for (const one of [answer, other]) {
          const plain = JSON.parse(JSON.stringify(one)) as unknown;
          expect(parseAnswer(plain)).toEqual(plain);
        }
        seen[answer.type] += 1;
        if (answer.type === 'abstention') return;
        if (other.type === 'abstention') throw new Error('The computed agent had none.');
        if (role === 'risk' || role === 'compliance') expect([-1, other.score]).toContain(answer.score);
        else expect(answer.confidence).toBeLessThanOrEqual(other.confidence);
        if (role === 'bull' || role === 'bear') expect(answer.reason).not.toMatch(/4711/);
      }),
      profile(120, 10_000),
    );
    // Some of what was tried has to be usable, and some not, or nothing was shown.
    expect(Math.min(seen.opinion, seen.abstention)).toBeGreaterThan(5);
  });
});

const budget = { timeoutMs: 1_000, nanoUsd: 10 };

it('a planner gives a plan within its budget, whatever its model says', async () => {
  const { model, say } = puppet();
  const tasks = (['news', 'on-chain'] as const).map((kind) => ({
    id: kind,
    kind,
    after: [],
    isNeeded: kind === 'news',
    budget,
  }));
  const limits = { budget: { timeoutMs: 5_000, nanoUsd: 20 }, maximumParallel: 2 };
  const spoken = modelPlanner({ model, limits, tasks, maximumOutputTokens: 50 });
  const computed = rulePlanner({ limits, tasks });
  const question = { instrumentId, timeMs: 1, text: '' };
  await fc.assert(
    fc.asyncProperty(outputs('{"tasks":["on-chain"]}'), async (said) => {
      say(said);
      const asked = { ...question, text: said.text };
      for (const planner of [spoken, computed]) {
        const plan = await planner.plan(asked, call);
        expect(plan.tasks.map(({ id }) => id)).toContain('news');
        expect(plan.tasks.length).toBeLessThanOrEqual(2);
      }
    }),
    profile(200, 10_000),
  );
});

it('a researcher reports what was found and never rejects, whatever the model of a source says', async () => {
  const { model, say } = puppet();
  const item = evidence({ kind: 'news', source: 'wire', receivedAtMs: 1, content: 'x', trust: 'measured' });
  const wire = { id: 'trend', about: 'headlines', kinds: ['news'], find: () => [item] };
  const scout = modelSource({
    id: 'scout',
    model,
    sources: [wire],
    maximumSources: 1,
    timeoutMs: 50,
    maximumOutputTokens: 9,
  });
  const [spoken, computed] = [scout, wire].map((source) => researcher({ sources: [source], timeoutMs: 1_000 }));
  const query = { instrumentId, timeMs: 2 };
  const { signal } = new AbortController();
  let found = 0;
  await fc.assert(
    fc.asyncProperty(outputs('{"ask":["trend"]}'), async (said) => {
      say(said);
      const report = await spoken?.gather(query, signal);
      const items = report?.evidence.filter(({ kind }) => kind === 'news') ?? [];
      expect(items.every(({ trust }) => trust === 'untrusted')).toBe(true);
      expect(report?.missing.length).toBeLessThanOrEqual(1);
      found += items.length;
      expect((await computed?.gather(query, signal))?.missing).toEqual([]);
    }),
    profile(200, 10_000),
  );
  expect(found).toBeGreaterThan(0);
});

it('a screened prompt never has more in it than a private one, whatever the screen says', async () => {
  const { model: screen, say } = puppet();
  const { model, asked } = fakeModel(() => 'Done.');
  const spoken = screenedModel({ model, screen, maximumOutputTokens: 50, random: seededRandom(1) });
  const prompt = 'Ann Lee, ann@example.org, asks: up or down, trend or fees? exploit';
  const messages = [{ role: 'user' as const, content: prompt }];
  await privateModel(model).complete({ messages, maximumOutputTokens: 5 }, call);
  const most = asked[0]?.messages[0]?.content as string;
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(outputs('{"remove":["Ann Lee","fees"]}'), async (said) => {
      say(said);
      const before = asked.length;
      const reply = await Promise.resolve()
        .then(() => spoken.complete({ messages, maximumOutputTokens: 5 }, call))
        .catch(() => undefined);
      expect(asked.length - before).toBe(reply === undefined ? 0 : 1);
      if (reply === undefined) return;
      sent += 1;
      // What is left of the prompt stands in it in the same order.
      const sentText = String(asked.at(-1)?.messages[0]?.content);
      let place = 0;
      for (const part of sentText.split('[private]')) {
        const next = most.indexOf(part, place);
        expect(next).toBeGreaterThanOrEqual(0);
        place = next + part.length;
      }
    }),
    profile(200, 10_000),
  );
  expect(sent).toBeGreaterThan(0);
});
