import { portfolioOf } from '@sigmax/core/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bring, btc, buy, limitsOf } from './policy.test-helper';
import { policyGuard } from './policy-guard';

/** One thing that happens to a policy: time passes, or a document comes. */
const moment = fc.record({
  passMs: fc.constantFrom(0, 1, 10, 100),
  document: fc.option(
    fc.record({
      amount: fc.constantFrom(100, 200, 500, 900),
      version: fc.integer({ min: 1, max: 6 }),
      leadMs: fc.constantFrom(-5, 0, 10, 100),
      isApproved: fc.boolean(),
    }),
  ),
});

interface Document {
  readonly amount: number;
  readonly version: number;
  readonly effectiveAtMs: number;
}

/** The rule of taking over, told a second time and about one figure only. */
const model = (amount: number) => {
  let inForce: Document = { amount, version: 1, effectiveAtMs: 0 };
  let next: Document | undefined;
  const pass = (nowMs: number) => {
    if (next === undefined || next.effectiveAtMs > nowMs) return;
    inForce = next;
    next = undefined;
  };
  return {
    pass,
    allowed: () => Math.min(inForce.amount, next?.amount ?? Number.POSITIVE_INFINITY),
    offer: (one: Document, isApproved: boolean, nowMs: number) => {
      const standing = [inForce, ...(next === undefined ? [] : [next])];
      const isTaken = standing.every(
        (other) => one.version > other.version && (isApproved || one.amount <= other.amount),
      );
      if (isTaken) next = one;
      pass(nowMs);
    },
  };
};

it('at no moment lets pass more than each document that applies, in any history', () => {
  let taken = 0;
  fc.assert(
    fc.property(fc.array(moment, { maxLength: 12 }), (history) => {
      const guard = policyGuard({ document: limitsOf(500) });
      const oracle = model(500);
      let state = structuredClone(guard.initial);
      let timeMs = 1_000;
      for (const { passMs, document } of history) {
        const before = oracle.allowed();
        timeMs += passMs;
        oracle.pass(timeMs);
        const portfolio = portfolioOf({ timeMs, price: { [btc]: 1 } });
        state = guard.update!(state, { type: 'snapshot', timeMs, bars: [] }, portfolio);
        if (document !== null) {
          const { amount, version, leadMs, isApproved } = document;
          const effectiveAtMs = timeMs + leadMs;
          const value = limitsOf(amount, { version, effectiveAtMs, approvedBy: isApproved ? ['ada'] : [] });
          const control = bring(value) as Extract<ReturnType<typeof bring>, { type: 'observed' }>;
          state = guard.update!(state, { type: 'control', timeMs, control }, portfolio);
          oracle.offer({ amount, version, effectiveAtMs }, isApproved, timeMs);
        }
        if (oracle.allowed() !== before) taken += 1;
        const verdict = guard.check!(buy(1_000), portfolio, state);
        expect(verdict).toMatchObject({ type: 'shrink', quantity: oracle.allowed() });
        // Saved and restored between any two moments, nothing changes.
        state = JSON.parse(JSON.stringify(state));
      }
    }),
    { numRuns: 400, seed: 9 },
  );
  expect(taken).toBeGreaterThan(200);
});
