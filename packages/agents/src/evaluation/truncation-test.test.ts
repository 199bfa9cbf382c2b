import { createBot, ema, simulatedBroker, simulatedMarket } from '@sigmax/core';
import { expect, it } from 'vitest';
import { agentStrategy } from '../combine/agent-strategy';
import type { DecisionTrace } from '../combine/decision-trace';
import { isLater } from '../now-or-later';
import type { Agent } from '../opinion/agent';
import { abstain, defineAgent } from '../opinion/define-agent';
import { evidence } from '../opinion/evidence';
import { evidenceStore } from '../opinion/evidence-store';
import { share } from '../testing-profile.test-helper';
import { answersOf } from './answers-of';
import type { EvaluationWorld } from './evaluation-world';
import { truncationTest } from './truncation-test';

const market = simulatedMarket({ seed: 5, instruments: ['demo:BTC/USDT', 'demo:ETH/USDT'], bars: 60 });
const times = [...market[0].timeMs];
const world: EvaluationWorld = {
  market,
  evidence: times.map((receivedAtMs, place) =>
    evidence({ kind: 'news', source: 'wire', receivedAtMs, content: `Item ${place} of mood ${(place * 37) % 11}` }),
  ),
};

const trend: Agent = defineAgent({
  name: 'trend',
  start: ({ instrumentId }) => {
    const mean = ema(5);
    let gap: number | undefined;
    return {
      observe: (snapshot) => {
        const bar = snapshot.barOf(instrumentId);
        const value = bar && mean.next(bar.close);
        if (bar !== undefined && value !== undefined) gap = bar.close / value - 1;
      },
      ask: ({ evidence: items }) =>
        gap === undefined
          ? abstain('warming-up', 'More bars.')
          : { score: Math.sign(gap), confidence: 0.5, reason: `Item ${items.at(-1)?.contentHash}` },
    };
  },
});

/** Says what a function of the whole world says of a place. */
const knowing = (seen: EvaluationWorld, of: (world: EvaluationWorld, place: number) => number): Agent =>
  defineAgent({
    name: 'knowing',
    start: () => (situation) => {
      const place = seen.market[0]?.timeMs.indexOf(situation.timeMs) ?? 0;
      return { score: 0.5, confidence: 0.5, reason: String(of(seen, place)) };
    },
  });

const cuts = share(10, 1_000);

const test = (make: (seen: EvaluationWorld) => Agent) => {
  const report = truncationTest({ world, run: (seen) => answersOf(make(seen), seen, { seed: 1 }), seed: 2, cuts });
  if (isLater(report)) throw new Error('It answers later.');
  return report;
};

it('clears what heeds the past alone', () => {
  const report = test(() => trend);
  expect(report).toMatchObject({ isClean: true, cuts, leaks: [] });
  expect(report.compared).toBeGreaterThan(100);
});

it.each([
  ['the next close', (seen: EvaluationWorld, place: number) => seen.market[0]?.close[place + 1] ?? 0],
  ['the largest high of all', (seen: EvaluationWorld) => Math.max(...(seen.market[0]?.high ?? []))],
  ['how many bars there are', (seen: EvaluationWorld) => seen.market[0]?.length ?? 0],
  [
    'a close of another instrument ten bars on',
    (seen: EvaluationWorld, place: number) => seen.market[1]?.close[place + 10] ?? 0,
  ],
  ['the volume of the last bar', (seen: EvaluationWorld) => seen.market[0]?.volume.at(-1) ?? 0],
  ['the next headline', (seen: EvaluationWorld, place: number) => String(seen.evidence[place + 1]?.content).length],
  ['how many headlines there will be', (seen: EvaluationWorld) => seen.evidence.length],
])('catches one that knows %s', (_, of) => {
  const { isClean, leaks } = test((seen) => knowing(seen, of));
  expect(isClean).toBe(false);
  for (const { cutMs, timeMs } of leaks) expect(timeMs).toBeLessThanOrEqual(cutMs);
});

it('tests whole backtests, which pay and hold', () => {
  const run = (seen: EvaluationWorld) => {
    const traces: Pick<DecisionTrace, 'timeMs' | 'answer' | 'decision'>[] = [];
    const strategy = agentStrategy(trend, {
      maximumWeight: 0.4,
      maximumGross: 0.8,
      band: 0.02,
      whenAbstaining: 'hold',
      evidence: evidenceStore(seen.evidence),
      onDecision: ({ timeMs, answer, decision }) => void traces.push({ timeMs, answer, decision }),
    });
    const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
    createBot({ strategy, cash: { USDT: 10_000 } }).backtest({ market: seen.market, broker, seed: 1 });
    return traces;
  };
  expect(truncationTest({ world, run, seed: 3, cuts: 5 })).toMatchObject({ isClean: true });
});

it('waits for what answers later', async () => {
  const later = defineAgent({
    name: 'later',
    start: () => async () => ({ score: 0, confidence: 0, reason: 'Later.' }),
  });
  const report = truncationTest({ world, run: (seen) => answersOf(later, seen, { seed: 1 }), seed: 2, cuts: 2 });
  expect(isLater(report)).toBe(true);
  expect(await report).toMatchObject({ isClean: true });
});

it('refuses to clear what decided nothing', () => {
  expect(() => truncationTest({ world, run: () => [], seed: 1 })).toThrow('0 decisions at 60 moments');
});
