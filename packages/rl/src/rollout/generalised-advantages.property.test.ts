import fc from 'fast-check';
import { expect, it } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import { generalisedAdvantages } from './generalised-advantages';

const number = fc.double({ min: -100, max: 100, noNaN: true });
const step = fc.record({ reward: number, value: number, next: number, end: fc.constantFrom(0, 0, 0, 1) });

it('is the double sum of the paper: Σ (γλ)^k δ until the episode ends', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 30 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (steps, discount, lambda) => {
        const out = new Float64Array(steps.length);
        generalisedAdvantages(
          {
            rewards: steps.map(({ reward }) => reward),
            values: steps.map(({ value }) => value),
            nextValues: steps.map(({ next }) => next),
            ends: steps.map(({ end }) => end),
            discount,
            lambda,
          },
          out,
        );
        for (let from = 0; from < steps.length; from++) {
          let sum = 0;
          for (let at = from; at < steps.length; at++) {
            const { reward, value, next, end } = steps[at] as (typeof steps)[number];
            sum += (discount * lambda) ** (at - from) * (reward + discount * next - value);
            if (end === 1) break;
          }
          expect(Math.abs(sum - (out[from] as number))).toBeLessThan(1e-9);
        }
      },
    ),
    profile(100, 5_000),
  );
});
