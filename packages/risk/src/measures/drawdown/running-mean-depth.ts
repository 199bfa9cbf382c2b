import type { RunningFigure } from '../definition/define-series-measure';
import { windowWarmUp } from '../definition/in-window';
import { RunningDrawdown } from '../kernels/running-drawdown';
import { RunningFold } from '../kernels/running-fold';
import { sumAt, sumsFold } from '../kernels/sums-fold';

interface Settings {
  readonly window: number | 'all';
  readonly compounded: boolean;
  readonly peakFrom: 'start' | 'first-period';
}

/** The mean depth of the periods, or the root of their mean square. */
export class RunningMeanDepth implements RunningFigure {
  readonly warmUp: number;
  private readonly drawdown: RunningDrawdown;
  private readonly sums: RunningFold;
  private readonly isSquared: boolean;

  constructor(name: string, { window, compounded, peakFrom }: Settings, isSquared: boolean) {
    this.warmUp = windowWarmUp(window, 1);
    this.drawdown = new RunningDrawdown(name, compounded, peakFrom);
    this.sums = new RunningFold(sumsFold(2), window);
    this.isSquared = isSquared;
  }

  next(periodReturn: number): number | undefined {
    const { input, summary } = this.sums;
    const depth = this.drawdown.next(periodReturn);
    input[0] = 1;
    input[2] = this.isSquared ? depth * depth : depth;
    if (!this.sums.push()) return undefined;
    const mean = sumAt(summary, 1) / sumAt(summary, 0);
    return this.isSquared ? Math.sqrt(mean) : mean;
  }
}
