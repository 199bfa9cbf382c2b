import type { RiskDefinition } from './measured';

/** `peakFrom` as a reader reads it: `peak from`. */
const words = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/**
 * Returns a definition as one line: measure, unit, and each choice in the order of the options.
 *
 * @example
 * ```ts
 * import { describeDefinition, maximumDrawdownMeasure } from '@sigmax/risk';
 * const { definition } = maximumDrawdownMeasure.of([0.5, -0.5], { compounded: true });
 * const [name, choices = ''] = describeDefinition(definition).split(': ');
 * name; // => 'maximum-drawdown (fraction)'
 * choices.split(', ').slice(0, 4); // => ['returns given', 'missing refuse', 'window all', 'compounded true']
 * ```
 */
export const describeDefinition = ({ measure, unit, ...choices }: RiskDefinition): string =>
  `${measure} (${unit}): ${Object.entries(choices)
    .map(([name, choice]) => `${words(name)} ${choice}`)
    .join(', ')}`;
