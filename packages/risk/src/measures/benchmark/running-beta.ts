import { windowWarmUp } from '../definition/in-window';
import { pairFold } from '../kernels/pair-fold';
import { RunningFold } from '../kernels/running-fold';

/** Beta over a window of pairs, with the summary it comes from. */
export class RunningBeta {
  readonly warmUp: number;
  readonly pairs: RunningFold;

  constructor(window: number | 'all') {
    this.warmUp = windowWarmUp(window, 2);
    this.pairs = new RunningFold(pairFold, window);
  }

  next(accountReturn: number, benchmarkReturn: number): number | undefined {
    const { input, summary } = this.pairs;
    input[0] = 1;
    input[1] = accountReturn;
    input[2] = benchmarkReturn;
    if (!this.pairs.push()) return undefined;
    const count = summary[0] as number;
    const squares = summary[3] as number;
    // As core has it: a variance that rounding alone explains is none.
    if (count < 2 || Math.sqrt(squares / count) <= 1e-14 * Math.abs(summary[2] as number)) return undefined;
    return (summary[4] as number) / squares;
  }
}
