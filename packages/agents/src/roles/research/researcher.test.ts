import { expect, it } from 'vitest';
import { virtualClock } from '../../models/virtual-clock.test-helper';
import { isLater } from '../../now-or-later';
import { evidence } from '../../opinion/evidence';
import { answerOf, situationAt } from '../../opinion/situation.test-helper';
import { sentimentAgent } from '../../sentiment/sentiment-agent';
import { makePlan } from '../planner/plan';
import type { Task } from '../planner/task';
import { carryOut } from './carry-out';
import type { ResearchSource } from './research-source';
import { researcher } from './researcher';

const signal = new AbortController().signal;
const query = { instrumentId: 'demo:BTC/USDT', timeMs: 1_000 };

const item = (source: string, receivedAtMs = 500, kind = 'news') =>
  evidence({ kind, source, receivedAtMs, content: `Bitcoin surges, says ${source} at ${receivedAtMs}` });

const source = (id: string, find: ResearchSource['find'], kinds = ['news']): ResearchSource => ({ id, kinds, find });

const broken = source('broken', () => {
  throw new Error('Status 500.');
});
const rejecting = source('rejecting', async () => {
  throw new Error('Status 403.');
});

it('of five sources one throws, one rejects and one hangs: the rest is there after the time limit and no later', async () => {
  const clock = virtualClock();
  let wasAborted = false;
  const hanging = source('hanging', (_, inner) => {
    inner.addEventListener('abort', () => {
      wasAborted = true;
    });
    return new Promise(() => undefined);
  });
  const slow = source('slow', () => new Promise((resolve) => clock.after(30, () => resolve([item('slow')]))));
  const fast = source('fast', () => [item('fast')]);
  const gathered = researcher({ sources: [slow, broken, hanging, rejecting, fast], timeoutMs: 100, clock }).gather(
    query,
    signal,
  );
  expect(isLater(gathered)).toBe(true);
  await clock.advance(99);
  let isDone = false;
  void Promise.resolve(gathered).then(() => {
    isDone = true;
  });
  await clock.advance(0);
  expect(isDone).toBe(false);
  await clock.advance(1);
  const report = await gathered;
  expect(report.missing).toEqual(['broken', 'hanging', 'rejecting']);
  expect(report.sources.map(({ status }) => status)).toEqual(['received', 'failed', 'timed-out', 'failed', 'received']);
  expect(report.sources[1]?.reason).toContain('Status 500');
  expect(report.evidence.filter(({ kind }) => kind === 'news').map((one) => one.source)).toEqual(['slow', 'fast']);
  expect(wasAborted).toBe(true);
});

it('who is first does not change the report', async () => {
  const after = (turns: number, id: string) =>
    source(id, async () => {
      for (let turn = 0; turn < turns; turn++) await undefined;
      return [item(id)];
    });
  const one = await researcher({ sources: [after(9, 'a'), after(1, 'b')], timeoutMs: 100 }).gather(query, signal);
  const other = await researcher({ sources: [after(0, 'a'), after(5, 'b')], timeoutMs: 100 }).gather(query, signal);
  expect(one).toEqual(other);
});

it('drops what was received later, is about another instrument, or is no evidence', () => {
  const find = () => [
    item('wire', 1_001),
    item('wire', 1_000),
    { ...item('wire', 1), receivedAtMs: Number.NaN },
    evidence({ kind: 'news', source: 'wire', receivedAtMs: 1, content: 'x', instrumentIds: ['demo:ETH/USDT'] }),
    null as never,
  ];
  const report = researcher({ sources: [source('wire', find)], timeoutMs: 1 }).gather(query, signal);
  expect(report).toMatchObject({ sources: [{ status: 'received', items: 1, dropped: 4 }] });
  const nonsense = source('wire', () => 'none' as never);
  expect(researcher({ sources: [nonsense], timeoutMs: 1 }).gather(query, signal)).toMatchObject({ missing: ['wire'] });
});

it('is cancelled at once', async () => {
  const controller = new AbortController();
  const hanging = source('hanging', () => new Promise(() => undefined));
  const gathered = researcher({ sources: [hanging], timeoutMs: 80_000_000 }).gather(query, controller.signal);
  controller.abort();
  expect((await gathered).sources[0]?.status).toBe('cancelled');
});

it('a source that fails is no neutral voice: the sentiment agent abstains', async () => {
  const { evidence: known } = await researcher({ sources: [broken], timeoutMs: 1 }).gather(query, signal);
  const agent = sentimentAgent({
    sources: [{ id: 'broken', weight: 1, maximumSilenceMs: 1e6 }],
    halfLifeMs: 1e6,
    minimumCoverage: 0.5,
  });
  expect(answerOf(agent, situationAt(1_000, known))).toMatchObject({ type: 'abstention', code: 'stale-data' });
});

it('carries out a plan: only the sources of its kinds, batch after batch', () => {
  const asked: string[] = [];
  const noting = (id: string, kind: string) =>
    source(
      id,
      ({ kinds }) => {
        asked.push(`${id} ${kinds?.join()}`);
        return [item(id, 500, kind)];
      },
      [kind],
    );
  const budget = { timeoutMs: 10, nanoUsd: 0 };
  const task = (kind: Task['kind'], after: readonly string[]): Task => ({
    id: kind,
    kind,
    after,
    isNeeded: true,
    budget,
  });
  const limits = { budget: { timeoutMs: 100, nanoUsd: 0 }, maximumParallel: 4 };
  const plan = makePlan([task('social', ['news']), task('news', [])], limits);
  const sources = [noting('forum', 'social'), noting('wire', 'news'), noting('chain', 'on-chain')];
  const report = carryOut(plan, researcher({ sources, timeoutMs: 1 }), query, signal);
  expect(asked).toEqual(['wire news', 'forum social']);
  expect(report).toMatchObject({ missing: [], sources: [{ source: 'wire' }, { source: 'forum' }] });
});

it('refuses two sources of one name', () => {
  expect(() => researcher({ sources: [broken, broken], timeoutMs: 1 })).toThrow(/two sources/);
});
