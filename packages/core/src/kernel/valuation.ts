import { InvalidOptionsError } from '../errors';
import type { Instrument } from '../market/instrument';

/**
 * How each asset is priced in the reporting asset: through one instrument, whose other asset is priced before it.
 *
 * Plain columns, in an order in which every step finds its input: value[asset] = value[via] · mark, or value[via] / mark
 * when `isInverse`.
 */
export interface ValuationStep {
  readonly asset: number;
  readonly via: number;
  readonly instrument: number;
  readonly isInverse: boolean;
  /** The asset is what an instrument trades, so that its price is a risk; cash in another currency is not. */
  readonly isTraded: boolean;
}

/**
 * Finds the shortest route from every asset to the reporting asset, breadth first.
 *
 * @throws {InvalidOptionsError} an asset has no route: its value, and so equity, could not be known.
 */
export const valuationSteps = (
  instruments: readonly Instrument[],
  assets: readonly string[],
  reportingAsset: string,
): ValuationStep[] => {
  const steps: ValuationStep[] = [];
  const traded = new Set(instruments.map(({ base }) => base));
  const reached = new Set([reportingAsset]);
  const add = (asset: string, via: string, instrument: number, isInverse: boolean) => {
    if (reached.has(asset)) return;
    steps.push({
      asset: assets.indexOf(asset),
      via: assets.indexOf(via),
      instrument,
      isInverse,
      isTraded: traded.has(asset),
    });
    reached.add(asset);
  };
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    const known = new Set(reached);
    instruments.forEach(({ base, quote }, index) => {
      if (known.has(quote)) add(base, quote, index, false);
      if (known.has(base)) add(quote, base, index, true);
    });
  }
  const lost = assets.filter((asset) => !reached.has(asset));
  if (lost.length > 0) {
    throw new InvalidOptionsError({
      code: 'NO_VALUATION',
      message: `${lost.join(', ')} cannot be valued in ${reportingAsset}.`,
      remedy: `Add an instrument that trades it against ${reportingAsset}, leave it out, or choose another reportingAsset.`,
      context: { assets: lost, reportingAsset },
    });
  }
  return steps;
};
