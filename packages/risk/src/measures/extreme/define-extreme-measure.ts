import { defineSeriesMeasure, type RunningFigure } from '../definition/define-series-measure';
import { inWindow, windowWarmUp } from '../definition/in-window';
import type { SeriesMeasure } from '../definition/measured';
import { refuseRunning } from '../definition/refuse-running';
import { SortedWindow } from '../kernels/sorted-window';
import { signed } from '../tail/signed';
import { type ExtremeTailOptions, type TailSettings, tailSchema } from './extreme-tail-options';
import type { ParetoTail } from './pareto-tail';
import { emptyTail, fitOrderedTail, paretoTailOf } from './pareto-tail-of';

type RiskOfTail = (tail: Readonly<ParetoTail>, level: number) => number | undefined;

const riskOf = (tail: ParetoTail | undefined, risk: RiskOfTail, { level, sign }: TailSettings): number | undefined => {
  const loss = tail && risk(tail, level);
  return loss === undefined ? undefined : signed(-loss, sign);
};

class RunningExtreme implements RunningFigure {
  readonly warmUp: number;
  private readonly risk: RiskOfTail;
  private readonly settings: TailSettings;
  private readonly sorted: SortedWindow;
  private readonly tail = emptyTail();

  constructor(risk: RiskOfTail, settings: TailSettings) {
    this.risk = risk;
    this.settings = settings;
    this.warmUp = windowWarmUp(settings.window, 3);
    this.sorted = new SortedWindow(settings.window);
  }

  next(periodReturn: number): number | undefined {
    const { sorted, settings, tail } = this;
    if (!sorted.add(periodReturn) || !fitOrderedTail(sorted.values, settings, tail)) return undefined;
    return riskOf(tail, this.risk, settings);
  }
}

/** A risk that is read from the tail fitted to the losses beyond a threshold. */
export const defineExtremeMeasure = (
  name: string,
  measure: string,
  risk: RiskOfTail,
): SeriesMeasure<ExtremeTailOptions> =>
  defineSeriesMeasure({
    name,
    measure,
    unit: 'fraction',
    schema: tailSchema,
    compute: (returns, settings) => {
      const seen = inWindow(returns, settings.window);
      return seen && riskOf(paretoTailOf(Float64Array.from(seen).sort(), settings), risk, settings);
    },
    start: (settings) => {
      if (settings.fit === 'maximum-likelihood') {
        throw refuseRunning(name, "fit 'maximum-likelihood'", "Use fit 'probability-weighted-moments'");
      }
      return new RunningExtreme(risk, settings);
    },
  });
