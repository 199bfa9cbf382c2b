import { type DrawdownOptions, type Drawdowns, drawdowns } from '@sigmax/core';
import { inWindow } from '../definition/in-window';
import { requireNoDebt } from '../kernels/require-no-debt';

/** The depths of the last `window` periods below the highest point since the first; `undefined` when there are too few. */
export const depthsOf = (
  name: string,
  returns: ArrayLike<number>,
  { compounded, peakFrom, window }: Required<DrawdownOptions> & { readonly window: number | 'all' },
): Drawdowns | undefined => {
  if (compounded) for (let index = 0; index < returns.length; index++) requireNoDebt(name, returns[index] as number);
  const { depths } = drawdowns(returns, { compounded, peakFrom });
  const seen = inWindow(depths, window);
  return seen && { depths: seen as Float64Array, compounded };
};
