import { expect, it } from 'vitest';
import { openCassette } from '../../cassette/cassette';
import { replayModel } from '../../cassette/replay-model';
import { fakeModel } from '../../models/fake-model.test-helper';
import { isLater } from '../../now-or-later';
import { listening } from '../../opinion/situation.test-helper';
import { modelPlanner } from './model-planner';
import type { Planner, PlanQuestion } from './planner';
import { rulePlanner } from './rule-planner';
import type { Task } from './task';

const task = (id: string, more: Partial<Task> = {}): Task => ({
  id,
  kind: 'news',
  after: [],
  isNeeded: false,
  budget: { timeoutMs: 100, nanoUsd: 10 },
  ...more,
});

const limits = { budget: { timeoutMs: 1_000, nanoUsd: 1_000 }, maximumParallel: 2 };

const question: PlanQuestion = { instrumentId: 'demo:BTC/USDT', timeMs: 1, text: 'Buy?' };

const tasks = [
  task('price', { kind: 'technical', isNeeded: true }),
  task('news'),
  task('chain', { kind: 'on-chain', after: ['news'] }),
];

const planOf = (planner: Planner, asked = question) => {
  const plan = planner.plan(asked, listening().call);
  if (isLater(plan)) throw new Error('later');
  return plan;
};

const modelPlan = (reply: string, of = tasks) =>
  planOf(modelPlanner({ model: fakeModel(() => reply).model, limits, tasks: of, maximumOutputTokens: 100 }));

it('plans all tasks where they fit', () => {
  expect(planOf(rulePlanner({ limits, tasks })).batches).toEqual([['price', 'news'], ['chain']]);
});

it('leaves out the last that is not needed, and what waits for it, and keeps what a needed one waits for', () => {
  const tight = { ...limits, budget: { timeoutMs: 1_000, nanoUsd: 20 } };
  expect(planOf(rulePlanner({ limits: tight, tasks })).batches).toEqual([['price', 'news']]);
  const chained = [task('base'), task('top', { after: ['base'], isNeeded: true }), task('rest')];
  expect(planOf(rulePlanner({ limits: tight, tasks: chained })).batches).toEqual([['base'], ['top']]);
  const none = { ...limits, budget: { timeoutMs: 1_000, nanoUsd: 5 } };
  expect(() => rulePlanner({ limits: none, tasks })).toThrow(expect.objectContaining({ code: 'PLAN_ABOVE_BUDGET' }));
});

it('a model chooses among the tasks; the needed ones are always done', () => {
  expect(modelPlan('{"tasks":["chain"]}').batches).toEqual([['price', 'news'], ['chain']]);
  expect(modelPlan('{"tasks":["news"]}').batches).toEqual([['price', 'news']]);
});

it.each(['{"tasks":["buy-everything"]}', 'Sure!', '{"tasks":[]}', '{"tasks":["news"],"budget":1e9}'])(
  'a reply that is no choice gives the plan by rule: %s',
  (reply) => {
    expect(modelPlan(reply)).toEqual(planOf(rulePlanner({ limits, tasks })));
  },
);

it('a model that throws gives the plan by rule, and a recording that differs ends the run', () => {
  const { model } = fakeModel(() => {
    throw new Error('Status 500.');
  });
  const options = { limits, tasks, maximumOutputTokens: 100 };
  expect(planOf(modelPlanner({ ...options, model }))).toEqual(planOf(rulePlanner({ limits, tasks })));
  const replay = replayModel(openCassette(), { id: 'test:fake' });
  expect(() => planOf(modelPlanner({ ...options, model: replay }))).toThrow(
    expect.objectContaining({ code: 'CASSETTE_MISS' }),
  );
});

it('a question with a secret leaves without it', () => {
  const { model, asked } = fakeModel(() => '{"tasks":["news"]}');
  const planner = modelPlanner({ model, limits, tasks, maximumOutputTokens: 100 });
  expect(planOf(planner, { ...question, text: 'My mail is ann@example.org' }).tasks).toHaveLength(2);
  expect(JSON.stringify(asked)).not.toContain('ann@example.org');
});
