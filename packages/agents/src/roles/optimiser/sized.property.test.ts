import fc from 'fast-check';
import { expect, it } from 'vitest';
import { says, silent } from '../../combine/says.test-helper';
import { targetWeight } from '../../combine/target-weight';
import { answerOf } from '../../opinion/situation.test-helper';
import { profile } from '../../testing-profile.test-helper';
import { sized } from './sized';

const rules = (maximumWeight: number) => ({ maximumWeight, band: 0, whenAbstaining: 'hold' }) as const;

it('the weight that is held is the weight of the sizer, cut to the limit', () => {
  const part = fc.double({ min: 0.001, max: 1, noNaN: true });
  fc.assert(
    fc.property(part, part, part, part, (score, confidence, weight, maximumWeight) => {
      const agent = sized({
        agent: says('a', score, confidence),
        sizer: { name: 's', weight: () => weight },
        maximumWeight,
      });
      const { weight: held } = targetWeight(answerOf(agent), 0, rules(maximumWeight));
      expect(held).toBeCloseTo(Math.min(weight, maximumWeight), 12);
    }),
    profile(100, 10_000),
  );
});

it.each([
  [Number.NaN, 'no-data'],
  [Number.POSITIVE_INFINITY, 'no-data'],
  [undefined, 'no-data'],
  [-0.1, 'unsafe'],
])('a size of %s is no opinion', (weight, code) => {
  const agent = sized({ agent: says('a', 1), sizer: { name: 's', weight: () => weight }, maximumWeight: 0.5 });
  expect(answerOf(agent)).toMatchObject({ type: 'abstention', code });
});

it('a sizer that throws is no opinion, and an abstention stays one', () => {
  const sizer = {
    name: 's',
    weight: (): number => {
      throw new Error('No data.');
    },
  };
  expect(answerOf(sized({ agent: says('a', 1), sizer, maximumWeight: 1 }))).toMatchObject({ code: 'failed' });
  expect(answerOf(sized({ agent: silent('a'), sizer, maximumWeight: 1 }))).toMatchObject({ code: 'no-data' });
});
