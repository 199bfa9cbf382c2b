import { z } from 'zod';
import { parseOptions } from '../options';
import { sha256Hex } from '../sha256';
import { BarMatching } from './bar-matching';
import type { Broker } from './broker';
import { costOptions } from './costs';
import { fundingOption } from './funding-schedule';

const schema = z
  .strictObject({
    ...costOptions,
    /**
     * Largest part of a bar's volume that this bot's orders may take together; the rest of an order waits for the next
     * bar. Left out: unlimited.
     */
    volumeShare: z.number().positive().max(1).optional(),
    /** Order of prices inside a bar; see `IntrabarPath`. */
    intrabarPath: z
      .enum(['worst-case', 'open-high-low-close', 'open-low-high-close', 'adaptive'])
      .default('worst-case'),
    /** What holders of perpetuals pay each other; needed where one is traded. Longs pay above 0. */
    funding: fundingOption.optional(),
  })
  .refine(
    ({ slippageRate, slippageTicks, slippageImpact }) =>
      [slippageRate, slippageTicks, slippageImpact].filter((value) => value !== undefined).length === 1,
    'expected exactly one of slippageRate, slippageTicks and slippageImpact; 0 is allowed',
  );

export type SimulatedBrokerOptions = z.input<typeof schema>;

/** How prices are assumed to move between the four that a bar tells. */
export type IntrabarPath = z.output<typeof schema>['intrabarPath'];

/** The options as the matching engine reads them. */
export type SimulationSettings = z.output<typeof schema>;

/** Recorded rates are shown by their number and digest. */
const shown = ({ funding, ...rest }: SimulationSettings): Readonly<Record<string, unknown>> => {
  if (funding === undefined) return rest;
  if (!Array.isArray(funding)) return { ...rest, funding };
  return {
    ...rest,
    funding: { rates: funding.length, sha256: sha256Hex(new TextEncoder().encode(JSON.stringify(funding))) },
  };
};

/**
 * A broker that fills orders on bars, for backtests and paper trading.
 *
 * Fills: market orders at the next bar's open, worsened by slippage. Stops at their price, or at the open when the bar
 * opens beyond it. Limits at their price, only when the bar trades through it; a limit that was marketable on arrival
 * fills at the next open as a taker. Inside a bar the default path is the worst case: stops before targets, and a target
 * never in the bar in which its entry filled on the way. Prices are rounded against the bot, quantities to whole lots.
 * A fill carries the close time of its bar, the first moment at which it can be known.
 *
 * Sales deliver what is held and purchases cost what is there: resting limits lock their funds, and an order without
 * cover is rejected. Perpetuals are carried by the margin of the asset in which they settle, pay funding, and are liquidated
 * when the margin is gone (docs/guide/margin.md).
 *
 * @throws {InvalidOptionsError} a rate is missing or out of range, or not exactly one slippage is given.
 * @example
 * ```ts
 * import { simulatedBroker } from '@sigmax/core';
 * simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 }).name; // => 'simulated'
 * ```
 */
export const simulatedBroker = (options: SimulatedBrokerOptions): Broker => {
  const settings = parseOptions(schema, options, 'simulatedBroker');
  return {
    name: 'simulated',
    options: Object.freeze(shown(settings)),
    isMarginVenue: true,
    // The fee is taken of the price that slippage has made worse.
    takerCostRate: (1 + settings.takerFeeRate) * (1 + (settings.slippageRate ?? settings.slippageImpact ?? 0)) - 1,
    takerCostTicks: settings.slippageTicks ?? 0,
    open: (context) => new BarMatching(settings, context),
  };
};
