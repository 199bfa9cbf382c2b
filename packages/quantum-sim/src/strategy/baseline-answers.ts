import type { BaselineAnswer } from './allocation-decision';
import type { Baseline } from './allocator-options';
import type { ReturnsWindow } from './close-history';
import { sharesValue, type WeighingInput } from './weigh';

const failed = (name: string, failure: string): BaselineAnswer => ({
  name,
  shares: undefined,
  value: undefined,
  expectedReturn: undefined,
  variance: undefined,
  failure,
});

/** Return and variance of one bar. */
export const momentsOfShares = (
  { means, covariance }: Pick<WeighingInput, 'means' | 'covariance'>,
  shares: ArrayLike<number>,
): { readonly expectedReturn: number; readonly variance: number } => {
  let [expectedReturn, variance] = [0, 0];
  for (let i = 0; i < shares.length; i++) {
    expectedReturn += shares[i]! * means[i]!;
    for (let j = 0; j < shares.length; j++) variance += shares[i]! * shares[j]! * covariance[i]![j]!;
  }
  return { expectedReturn, variance };
};

/** What each allocator would hold of the universe, by the measure of the decision; one that fails says why. */
export const baselineAnswers = (
  baselines: Readonly<Record<string, Baseline>>,
  returns: ReturnsWindow,
  universe: WeighingInput,
): BaselineAnswer[] =>
  Object.entries(baselines).map(([name, allocate]) => {
    let given: Readonly<Record<string, number>>;
    try {
      given = allocate({ assets: [...returns.assets], columns: returns.columns.map((column) => column.slice()) });
    } catch (error) {
      return failed(name, error instanceof Error ? error.message : String(error));
    }
    if (typeof given !== 'object' || given === null) return failed(name, `its weights were ${String(given)}.`);
    const stranger = Object.keys(given).find((asset) => !universe.assets.includes(asset));
    if (stranger !== undefined) return failed(name, `it has a weight for ${stranger}, which does not take part.`);
    const wrong = Object.entries(given).find(([, share]) => !Number.isFinite(share));
    if (wrong !== undefined) return failed(name, `its weight for ${wrong[0]} was ${wrong[1]}.`);
    const shares = universe.assets.map((asset) => given[asset] ?? 0);
    return {
      name,
      shares: Object.fromEntries(universe.assets.map((asset, index) => [asset, shares[index]!])),
      value: sharesValue(universe, shares),
      ...momentsOfShares(universe, shares),
      failure: undefined,
    };
  });
