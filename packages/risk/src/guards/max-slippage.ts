import { type Guard, parseOptions, type StopAction } from '@sigmax/core';
import { z } from 'zod';
import { instrumentIds } from './instrument-option';
import { demanded, isRearmed, latched, stopAction, type Trip, tripOf } from './latch';

const schema = z.strictObject({
  limit: z.number().positive().lt(1),
  action: stopAction,
  instruments: instrumentIds.optional(),
  name: z.string().min(1).default('max-slippage'),
});

export interface MaxSlippageOptions {
  /** Most that slippage may cost of a fill's value: 0.01 is 1 %. */
  readonly limit: number;
  /** How the bot is stopped until an operator re-arms it. */
  readonly action: StopAction;
  /** The instruments whose fills count. Left out: all. */
  readonly instruments?: readonly string[];
  /** Defaults to `"max-slippage"`. */
  readonly name?: string;
}

/** Plain data, changed in place. */
export interface SlippageState {
  trip: Trip | undefined;
}

/**
 * Stops the bot when a fill lost too much to slippage: a book that is too thin, or somebody who trades ahead.
 *
 * Slippage = slippage cost / notional of one fill, both in the quote asset. A fill whose slippage is not a number stops it
 * too.
 *
 * - Units: `limit` is a fraction of the fill's value.
 * - State: {@link SlippageState}.
 * - Cost: O(1) per fill.
 * - Source: the former Python SIGMAX named above 1 % a trigger, and did not check it.
 *
 * @throws {InvalidOptionsError} `limit` is missing or not between 0 and 1, or `action` is missing.
 * @example
 * ```ts
 * import { maxSlippage } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const guard = maxSlippage({ limit: 0.01, action: 'pause' });
 * const fill = {
 *   type: 'fill', timeMs: 0, clientOrderId: 'a-1', instrumentId: 'demo:BTC/USDT', side: 'buy', quantity: 1, price: 102,
 *   notional: 102, fee: 0, feeAsset: 'USDT', feeValue: 0, liquidity: 'taker', slippageCost: 2, realisedPnl: 0, positionAfter: 1,
 * } as const;
 * const state = guard.update!(guard.initial, fill, portfolioOf({}));
 * guard.intervene!(state, portfolioOf({}))?.code; // => 'SLIPPAGE_ABOVE_LIMIT'
 * ```
 */
export const maxSlippage = (options: MaxSlippageOptions): Guard<SlippageState> => {
  const { name, ...rest } = parseOptions(schema, options, 'maxSlippage');
  const { limit, action, instruments } = rest;
  const watched = instruments === undefined ? undefined : new Set(instruments);
  return {
    name,
    ...(instruments === undefined ? undefined : { instruments }),
    options: rest,
    initial: { trip: undefined },
    update: (state, event) => {
      if (event.type === 'fill') {
        const { slippageCost, notional, instrumentId } = event;
        if (watched !== undefined && !watched.has(instrumentId)) return state;
        // Without a division, so that a fill worth nothing that cost nothing passes.
        if (!(slippageCost <= limit * notional)) {
          state.trip ??= tripOf('SLIPPAGE_ABOVE_LIMIT', limit, slippageCost / notional);
        }
      } else if (isRearmed(event, name)) state.trip = undefined;
      return state;
    },
    check: (intent, portfolio, { trip }) => latched(trip, intent, portfolio),
    intervene: ({ trip }) => demanded(trip, action),
  };
};
