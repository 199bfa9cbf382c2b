import type { Portfolio } from '@sigmax/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { says, silent } from '../../combine/says.test-helper';
import type { Agent } from '../../opinion/agent';
import { contextOf, instrumentId, listening, situationAt, snapshotAt } from '../../opinion/situation.test-helper';
import { profile } from '../../testing-profile.test-helper';
import { biasAware } from './bias-aware';
import { trackBiases } from './track-biases';

/** Close, quantity held and mean price paid at one bar. */
type Step = readonly [close: number, quantity: number, paid: number];

const snapshotOf = ([close, quantity, paid]: Step, place: number) => {
  const base = snapshotAt(place + 1, close);
  const averagePrice = () => (quantity === 0 ? undefined : paid);
  const portfolio = { ...base.portfolio, quantity: () => quantity, averagePrice } as unknown as Portfolio;
  return { ...base, portfolio };
};

const tracked = (steps: readonly Step[]) => {
  const tracker = trackBiases(instrumentId, 1);
  for (const [place, step] of steps.entries()) tracker.observe(snapshotOf(step, place));
  return tracker.biases();
};

it('counts purchases after a rise and below the mean price, and sales by what they bring', () => {
  const measured = tracked([
    [100, 0, 0],
    [110, 0, 0],
    // Bought after a rise; then more while it loses; then sold at a gain.
    [110, 1, 110],
    [100, 1, 110],
    [99, 2, 104.5],
    [120, 2, 104.5],
    [121, 0, 0],
  ]);
  expect(measured).toMatchObject({ purchases: 2, sales: 1, chasedShare: 0.5, averagedDownShare: 0.5 });
  expect(measured.disposition).toMatchObject({ realisedGains: 1, realisedLosses: 0, paperGains: 1, paperLosses: 2 });
});

it('shares are not known without purchases', () => {
  expect(tracked([[100, 0, 0]])).toMatchObject({ purchases: 0, chasedShare: undefined, averagedDownShare: undefined });
});

const limits = { lookbackBars: 1, minimumTrades: 1, maximumShare: 0.5, maximumDisposition: 1.5, penalty: 0.5 };

const answerAfter = (agent: Agent, steps: readonly Step[], more = {}) => {
  const running = biasAware({ agent, ...limits, ...more }).start(contextOf());
  for (const [place, step] of steps.entries()) running.observe(snapshotOf(step, place));
  return running.ask(situationAt(), listening().call);
};

const chaser: readonly Step[] = [
  [100, 0, 0],
  [110, 0, 0],
  [111, 1, 111],
  [120, 1, 111],
];

it('a purchase that would repeat a bias counts less; too few trades show none', () => {
  expect(answerAfter(says('bull', 1), chaser)).toMatchObject({
    confidence: 0.5,
    reason: expect.stringContaining('chasing'),
  });
  expect(answerAfter(says('bull', 1), chaser, { minimumTrades: 2 })).toMatchObject({ confidence: 1 });
  expect(answerAfter(says('bear', -1), chaser)).toMatchObject({ confidence: 1 });
});

it('never raises a confidence, and never changes a score', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 50, max: 150 }), fc.nat(3), fc.integer({ min: 50, max: 150 })), {
    maxLength: 30,
  });
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(steps, part, part, fc.boolean(), (list, size, confidence, isShort) => {
      const score = isShort ? -size : size;
      const answer = answerAfter(says('agent', score, confidence), list);
      expect(answer).toMatchObject({ type: 'opinion', score: score + 0 });
      expect((answer as { confidence: number }).confidence).toBeLessThanOrEqual(confidence);
    }),
    profile(100, 10_000),
  );
});

it('passes an abstention on, and refuses limits that are none', () => {
  expect(answerAfter(silent('none'), chaser)).toMatchObject({ agent: 'behavioural', code: 'no-data' });
  expect(() => biasAware({ agent: says('a', 1), ...limits, penalty: 2 })).toThrow(/biasAware/);
});
