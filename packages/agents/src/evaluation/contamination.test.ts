import { ema, simulatedMarket } from '@sigmax/core';
import { expect, it } from 'vitest';
import { isLater } from '../now-or-later';
import type { Agent } from '../opinion/agent';
import { abstain, defineAgent } from '../opinion/define-agent';
import { evidence } from '../opinion/evidence';
import { answersOf } from './answers-of';
import { anonymisedWorld, contaminationReport, counterfactualWorld } from './contamination';
import type { EvaluationWorld } from './evaluation-world';

const market = simulatedMarket({ seed: 9, instruments: ['demo:BTC/USDT'], bars: 300 });
const [series] = market;
const world: EvaluationWorld = { market, evidence: [] };
const cutOffMs = series.timeMs[150] as number;

/** A model that has read what became of bitcoin until its cut-off, by name and date. */
const remembering: Agent = defineAgent({
  name: 'remembering',
  start: ({ instrumentId }) => {
    const isKnown = instrumentId === 'demo:BTC/USDT';
    return ({ timeMs }) => {
      const place = isKnown && timeMs <= cutOffMs ? series.timeMs.indexOf(timeMs) : -1;
      const [now, then] = [series.close[place] ?? 0, series.close[place + 1] ?? 0];
      const score = place >= 0 ? Math.sign(then - now) : timeMs % 7_200_000 === 0 ? 1 : -1;
      return { score, confidence: 1, reason: 'It comes back to me.' };
    };
  },
});

const trend: Agent = defineAgent({
  name: 'trend',
  start: () => {
    const mean = ema(5);
    let score: number | undefined;
    return {
      observe: ({ bar }) => {
        const value = mean.next(Math.log(bar.close));
        score = value === undefined ? undefined : Math.sign(Math.log(bar.close) - value);
      },
      ask: () =>
        score === undefined ? abstain('warming-up', 'More bars.') : { score, confidence: 1, reason: 'Trend.' },
    };
  },
});

const reportOn = (agent: Agent) => {
  const answers = (seen: EvaluationWorld) => answersOf(agent, seen, { seed: 1 });
  const report = contaminationReport({ world, answers, horizonBars: 1, cutOffMs });
  if (isLater(report)) throw new Error('It answers later.');
  return report;
};

it('exposes one that remembers, by all three deltas', () => {
  const report = reportOn(remembering);
  expect(report.nameDelta).toBeGreaterThan(0.15);
  expect(report.stuck).toBe(1);
  expect(report.counterfactualDelta).toBeGreaterThan(0.3);
  expect(report.cutOffDelta).toBeGreaterThan(0.3);
});

it('clears a rule: the same under other names, the opposite of the opposite', () => {
  const report = reportOn(trend);
  expect(report.nameDelta).toBeCloseTo(0, 2);
  expect(report.stuck).toBeLessThan(0.02);
  expect(report.counterfactualDelta).toBeCloseTo(0, 1);
  expect(report.toString()).toContain('prices upside down');
});

it('leaves no name, date or size behind', () => {
  const content = { title: 'Bitcoin and $ETH rallied in 2024; BTC at a high', body: 'Solana fell' };
  const item = evidence({ kind: 'news', source: 'wire', receivedAtMs: 5, content, instrumentIds: ['demo:BTC/USDT'] });
  const hidden = anonymisedWorld({ market, evidence: [item] });
  const text = JSON.stringify([hidden.evidence, hidden.market[0]?.instrumentId]);
  expect(text).not.toMatch(/bitcoin|BTC|ETH|solana|2024/i);
  expect(hidden.evidence[0]?.instrumentIds).toEqual([hidden.market[0]?.instrumentId]);
});

it('turns prices upside down, twice to where they were', () => {
  const twice = counterfactualWorld(counterfactualWorld(world)).market[0];
  for (const at of [0, 17, 299]) {
    expect(twice?.close[at]).toBeCloseTo(series.close[at] as number, 6);
    expect(twice?.high[at]).toBeCloseTo(series.high[at] as number, 6);
  }
});
