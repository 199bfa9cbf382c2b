import { type Guard, parseOptions, pass } from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';

const schema = z.strictObject({
  asset: z.string().min(1),
  limitsHash: z.string().optional(),
  name: z.string().min(1).default('reporting-asset'),
});

export interface ReportingAssetOptions {
  /** The asset in which amounts of limits are counted. */
  readonly asset: string;
  /** The document that the limits come from; shown in reports and in the event log. */
  readonly limitsHash?: string;
  /** Defaults to `"reporting-asset"`. */
  readonly name?: string;
}

/**
 * Lets nothing leave a bot that counts its equity in another asset than its limits do: 2,000 of BTC is no limit for dollars.
 *
 * - State: none.
 * - Cost: O(1) per order.
 * - Source: the Python system compared limits in dollars with quantities of the base asset.
 *
 * @throws {InvalidOptionsError} `asset` is missing.
 * @example
 * ```ts
 * import { reportingAsset } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const order = { type: 'market', instrumentId: 'demo:ETH/BTC', side: 'buy', quantity: 1 } as const;
 * const guard = reportingAsset({ asset: 'USDT' });
 * guard.check!(order, portfolioOf({ reportingAsset: 'BTC' }), guard.initial).type; // => 'deny'
 * ```
 */
export const reportingAsset = (options: ReportingAssetOptions): Guard => {
  const { name, ...rest } = parseOptions(schema, options, 'reportingAsset');
  return {
    name,
    options: rest,
    initial: undefined,
    check: (_, portfolio) =>
      portfolio.reportingAsset === rest.asset ? pass : deny('REPORTING_ASSET_UNEXPECTED', 0, 0),
  };
};
