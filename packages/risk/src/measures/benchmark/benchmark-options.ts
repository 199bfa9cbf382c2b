import { missingOption, type WindowOption, windowOption } from '../definition/options';

export const pairShape = { missing: missingOption, window: windowOption };

export interface BenchmarkMeasureOptions extends WindowOption {
  /**
   * What a missing return, NaN, is. `refuse`: an error. `drop`: the period is left out of both series. `zero`: a return of
   * 0. Defaults to `refuse`.
   */
  readonly missing?: 'refuse' | 'drop' | 'zero';
}
