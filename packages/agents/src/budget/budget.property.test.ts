import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ModelError } from '../errors';
import { replyOf } from '../models/fake-model.test-helper';
import type { LanguageModel, ModelRequest } from '../models/language-model';
import { inputTokenBound, modelCost } from '../models/model-cost';
import { virtualClock } from '../models/virtual-clock.test-helper';
import { listening } from '../opinion/situation.test-helper';
import { profile } from '../testing-profile.test-helper';
import { type BudgetLimits, createBudget, type Reservation, type Spending } from './budget';
import { withBudget } from './with-budget';

const limit = fc.option(fc.integer({ min: 0, max: 2_000 }), { nil: undefined });

const limits: fc.Arbitrary<BudgetLimits> = fc
  .record({ calls: fc.option(fc.nat(20), { nil: undefined }), tokens: limit, nanoUsd: limit, timeMs: limit })
  .filter((one) => Object.values(one).some((value) => value !== undefined));

const amounts = fc.record({ tokens: fc.nat(500), nanoUsd: fc.nat(500), timeMs: fc.nat(500) });

/** Either a call begins, or one that runs ends having used this part of what was set aside. */
const step = fc.oneof(
  fc.record({ type: fc.constant('begin' as const), atMost: amounts }),
  fc.record({ type: fc.constant('end' as const), which: fc.nat(50), part: fc.double({ min: 0, max: 1, noNaN: true }) }),
);

const kinds = ['tokens', 'nanoUsd', 'timeMs'] as const;

const used = (reservation: Reservation, part: number): Spending => ({
  tokens: Math.floor(reservation.tokens * part),
  nanoUsd: Math.floor(reservation.nanoUsd * part),
  timeMs: Math.floor(reservation.timeMs * part),
});

it('is never exceeded, and refuses only what could exceed it', () => {
  let refusals = 0;
  let calls = 0;
  fc.assert(
    fc.property(limits, fc.array(step, { maxLength: 40 }), (given, steps) => {
      const budget = createBudget(given);
      const open: Reservation[] = [];
      // A second account of it, kept by the test.
      const mine = { calls: 0, tokens: 0, nanoUsd: 0, timeMs: 0 };
      for (const one of steps) {
        if (one.type === 'begin') {
          const result = budget.reserve(one.atMost);
          const set = (kind: (typeof kinds)[number]) => open.reduce((sum, part) => sum + part[kind], mine[kind]);
          const fits =
            mine.calls + 1 <= (given.calls ?? Infinity) &&
            kinds.every((kind) => set(kind) + one.atMost[kind] <= (given[kind] ?? Infinity));
          expect(result.type === 'reserved').toBe(fits);
          if (result.type === 'reserved') {
            open.push(result.reservation);
            mine.calls += 1;
            calls += 1;
          } else refusals += 1;
        } else if (open.length > 0) {
          const [reservation] = open.splice(one.which % open.length, 1) as [Reservation];
          const actual = used(reservation, one.part);
          budget.settle(reservation, actual);
          for (const kind of kinds) mine[kind] += actual[kind];
        }
        expect(budget.spent()).toEqual(mine);
        expect(mine.calls).toBeLessThanOrEqual(given.calls ?? Infinity);
        for (const kind of kinds) expect(budget.spent()[kind]).toBeLessThanOrEqual(given[kind] ?? Infinity);
      }
    }),
    profile(500, 10_000),
  );
  expect(Math.min(refusals, calls)).toBeGreaterThan(100);
});

const price = { inputUsdPerMillionTokens: 0.0375, outputUsdPerMillionTokens: 0.15 };

const calls = fc.array(
  fc.record({
    text: fc.string({ maxLength: 200 }),
    output: fc.nat(300),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    delayMs: fc.nat(100),
    outcome: fc.constantFrom('reply' as const, 'reply' as const, 'fail' as const, 'limited' as const),
  }),
  { minLength: 1, maxLength: 12 },
);

it('holds for calls of a model that run at the same time, each paid in full where it failed', async () => {
  await fc.assert(
    fc.asyncProperty(limits, calls, async (given, plan) => {
      const clock = virtualClock();
      const budget = createBudget(given);
      let billedTokens = 0;
      let billedNanoUsd = 0;
      const made: number[] = [];
      const model: LanguageModel = {
        id: 'test:paid',
        price,
        complete: (request: ModelRequest) =>
          new Promise((resolve, reject) => {
            const number = Number(request.messages[0]?.content);
            made.push(number);
            const { part, delayMs, outcome } = plan[number] as (typeof plan)[number];
            const bill = modelCost(
              price,
              Math.floor(part * inputTokenBound(request)),
              Math.floor(part * request.maximumOutputTokens),
            );
            clock.after(delayMs, () => {
              if (outcome === 'limited') {
                reject(new ModelError({ code: 'RATE_LIMITED', message: 'Status 429.' }));
                return;
              }
              // A server that fails may bill all the same.
              billedTokens += bill.inputTokens + bill.outputTokens;
              billedNanoUsd += bill.nanoUsd;
              if (outcome === 'reply') resolve(replyOf('x', { cost: bill }));
              else reject(new ModelError({ code: 'SERVER_FAILED', message: 'Status 500.' }));
            });
          }),
      };
      const careful = withBudget(model, { budget, timeoutMs: 100, clock });
      const ended = plan.map(async ({ text, output }, number) => {
        const messages = [
          { role: 'system', content: String(number) },
          { role: 'user', content: text },
        ] as const;
        try {
          await careful.complete({ messages, maximumOutputTokens: output }, listening().call);
        } catch (error) {
          expect((error as ModelError).code).toMatch(/BUDGET_EXHAUSTED|SERVER_FAILED|RATE_LIMITED/);
        }
      });
      await clock.advance(1_000);
      await Promise.all(ended);
      expect(budget.reserved()).toEqual({ tokens: 0, nanoUsd: 0, timeMs: 0 });
      expect(made.length).toBe(budget.spent().calls);
      expect(made.length).toBeLessThanOrEqual(given.calls ?? Infinity);
      expect(billedTokens).toBeLessThanOrEqual(given.tokens ?? Infinity);
      expect(billedNanoUsd).toBeLessThanOrEqual(given.nanoUsd ?? Infinity);
      expect(budget.spent().timeMs).toBeLessThanOrEqual(given.timeMs ?? Infinity);
    }),
    profile(100, 2_000),
  );
});
