import type { StressScenario } from '../scenario';
import { derivedScenarios } from './derived-scenarios';
import { historicalScenarios } from './historical-scenarios';
import { mistakeScenarios } from './mistake-scenarios';

/**
 * Seventeen things that have happened or could: crashes, depegs, an outage and a default of a venue, correlation, liquidity,
 * gaps, funding and mistakes. Each names the source of its figures.
 *
 * @example
 * ```ts
 * import { stressScenarios } from '@sigmax/risk';
 * stressScenarios[0]?.name; // => 'october-2025'
 * stressScenarios.length; // => 17
 * ```
 */
export const stressScenarios: readonly StressScenario[] = Object.freeze([
  ...historicalScenarios,
  ...derivedScenarios,
  ...mistakeScenarios,
]);
