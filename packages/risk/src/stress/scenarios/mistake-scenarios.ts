import { at, type Mistake, type StressScenario } from '../scenario';

/** Nobody wants a purchase of a twentieth of the account to become one of all of it, and the market to fall by a tenth then. */
const mistaken = (name: string, title: string, mistake: Mistake): StressScenario => ({
  name,
  title,
  source:
    'SEC Rule 15c3-5(c)(1)(ii), erroneous orders; the order is 5 % of equity, and the market falls by a tenth after it',
  shock: { type: 'factor', path: [at(60, 1), at(120, 0.9)] },
  mistake,
});

const intendedFraction = 0.05;

/** What a finger, a comma or a wrong line could do. */
export const mistakeScenarios: readonly StressScenario[] = Object.freeze([
  mistaken('fat-finger-10', 'A purchase ten times too large', { type: 'size', factor: 10, intendedFraction }),
  mistaken('fat-finger-100', 'A purchase a hundred times too large', { type: 'size', factor: 100, intendedFraction }),
  mistaken('decimal-slip', 'A purchase with its price ten times too high', {
    type: 'price',
    factor: 10,
    intendedFraction,
  }),
  mistaken('wrong-symbol', 'The right quantity of the wrong instrument', { type: 'symbol', intendedFraction }),
]);
