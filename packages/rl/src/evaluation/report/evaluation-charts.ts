import type { PolicyEvaluation } from '../policy-evaluation';
import { bandChart } from './band-chart';

export interface EvaluationCharts {
  /** Accounts through all tests beside buying and holding. */
  readonly equity: string;
  /** Learning curves; `undefined` when training gave none. */
  readonly learning: string | undefined;
}

/**
 * The curves of an evaluation as SVG documents: interquartile means over seeds, with the band from the 10 % to the 90 % quantile.
 *
 * @example
 * ```ts fragment
 * writeFileSync('equity.svg', evaluationCharts(evaluation).equity);
 * ```
 */
export const evaluationCharts = ({
  name,
  equity,
  buyAndHold,
  learning,
  seeds,
}: PolicyEvaluation): EvaluationCharts => ({
  equity: bandChart({
    title: `What 1 becomes: ${name}, ${seeds.length} seeds`,
    name,
    band: equity,
    lines: [{ name: 'buy and hold', at: equity.at, values: buyAndHold }],
    formatAt: (timeMs) => new Date(timeMs).toISOString().slice(0, 10),
    formatValue: (value) => value.toFixed(2),
  }),
  learning:
    learning === undefined || learning.at.length < 2
      ? undefined
      : bandChart({
          title: `Learning: ${name}, ${seeds.length} seeds`,
          name,
          band: learning,
          formatAt: (step) => String(Math.round(step)),
          formatValue: (value) => value.toPrecision(3),
        }),
});
