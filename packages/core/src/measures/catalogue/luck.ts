import { minimumTrackRecord, probabilisticSharpe, sharpeSample } from '../luck/probabilistic-sharpe';
import { lasting, type MeasureRecipe, recipe } from './definition';
import type { MeasureSubject } from './subject';

const probability = ({ returns }: MeasureSubject): number | undefined => {
  const sample = sharpeSample(returns);
  return sample && probabilisticSharpe(sample);
};

export const luckRecipes: readonly MeasureRecipe[] = [
  recipe(
    'luck',
    'fraction',
    'higher',
    ['probabilistic-sharpe', 'Probabilistic Sharpe ratio'],
    'Probability that the true Sharpe ratio exceeds 0, from its value per period (ddof 1), the number of periods, skewness and raw kurtosis.',
    probability,
  ),
  recipe(
    'luck',
    'fraction',
    'lower',
    ['luck', 'Chance of luck'],
    'How often a strategy without any edge shows a Sharpe ratio this high: 1 minus the probabilistic Sharpe ratio. It knows nothing of other variants that were tried.',
    (subject) => {
      const value = probability(subject);
      return value === undefined ? undefined : 1 - value;
    },
  ),
  recipe(
    'luck',
    'milliseconds',
    'lower',
    ['minimum-track-record', 'Track record needed'],
    'How long a record like this must last before the probabilistic Sharpe ratio reaches 95 %; not defined for a Sharpe ratio of 0 or less.',
    lasting(({ returns }) => {
      const sample = sharpeSample(returns);
      return sample && minimumTrackRecord(sample, { level: 0.95 });
    }),
  ),
];
