import fc from 'fast-check';
import { expect, it } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import { nStepWindow } from './n-step-window';

it('every step becomes one transition with the sum of its episode’s next rewards, computed forwards', () => {
  const one = fc.record({
    reward: fc.integer({ min: -9, max: 9 }),
    end: fc.constantFrom('', '', '', 'terminated', 'truncated'),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 40 }), fc.integer({ min: 1, max: 6 }), (played, steps) => {
      const window = nStepWindow(steps, 0.5);
      const made = played.flatMap(({ reward, end }, at) =>
        window.push(
          { observation: [at], action: [0], reward },
          {
            nextObservation: [at + 1],
            nextMask: undefined,
            terminated: end === 'terminated',
            truncated: end === 'truncated',
          },
        ),
      );
      const expected = played.flatMap((_, at) => {
        const over = played.findIndex(({ end }, other) => other >= at && end !== '');
        const isCut = over >= 0 && over < at + steps;
        const last = isCut ? over : at + steps - 1;
        if (last >= played.length) return [];
        const rewards = played.slice(at, last + 1);
        return [
          {
            observation: [at],
            action: [0],
            // Halves of small whole numbers are exact, whatever the order of the sum.
            reward: rewards.reduce((sum, { reward }, power) => sum + reward * 0.5 ** power, 0),
            discount: played[last]?.end === 'terminated' ? 0 : 0.5 ** rewards.length,
            nextObservation: [last + 1],
            nextMask: undefined,
          },
        ];
      });
      expect(made).toEqual(expected);
    }),
    profile(100, 5_000),
  );
});
