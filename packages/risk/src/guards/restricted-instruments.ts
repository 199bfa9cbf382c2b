import { type Guard, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny, reduceOnly } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { instrumentIds } from './instrument-option';

const schema = z
  .strictObject({
    allow: instrumentIds.optional(),
    reduceOnly: instrumentIds.optional(),
    deny: instrumentIds.optional(),
    name: z.string().min(1).default('restricted-instruments'),
  })
  .refine(
    (lists) => lists.allow !== undefined || lists.reduceOnly !== undefined || lists.deny !== undefined,
    'expected at least one of allow, reduceOnly and deny',
  )
  .refine((lists) => {
    const all = [lists.allow ?? [], lists.reduceOnly ?? [], lists.deny ?? []].flat();
    return new Set(all).size === all.length;
  }, 'expected each instrument once, in one of the lists');

export interface RestrictedInstrumentsOptions {
  /** The instruments that may be traded; every other one is reduce-only. Left out: all that no other list has. */
  readonly allow?: readonly string[];
  /** The instruments whose positions may be closed and not opened. */
  readonly reduceOnly?: readonly string[];
  /** The instruments in which no order may leave, exits neither. */
  readonly deny?: readonly string[];
  /** Defaults to `"restricted-instruments"`. */
  readonly name?: string;
}

/**
 * Says which instruments may be traded: an allow list, a list of what may only be closed, and a deny list.
 *
 * | instrument | order |
 * | --- | --- |
 * | in `deny` | denied, exits too |
 * | in `reduceOnly` | cut to what brings the position nearer to zero |
 * | in `allow`, or in no list while there is no `allow` | passes |
 * | in no list while there is an `allow` | as in `reduceOnly` |
 *
 * Lists may name instruments that a run does not trade, so that one list serves many bots.
 *
 * - State: none. A stop that flattens asks no guard, and sells what is in `deny` too.
 * - Cost: O(1) per order.
 * - Source: SEC Rule 15c3-5(c)(2)(ii), restricted lists; Commission Delegated Regulation (EU) 2017/589 (RTS 6), Art. 15(5).
 *
 * @throws {InvalidOptionsError} no list is given, one is empty, or an instrument stands in two.
 * @example
 * ```ts
 * import { restrictedInstruments } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const guard = restrictedInstruments({ allow: ['demo:BTC/USDT'], deny: ['demo:LUNA/USDT'] });
 * const order = { type: 'market', side: 'buy', quantity: 1 } as const;
 * const verdictOn = (instrumentId: string) => guard.check?.({ ...order, instrumentId }, portfolioOf({}), guard.initial).type;
 * verdictOn('demo:BTC/USDT'); // => 'pass'
 * verdictOn('demo:ETH/USDT'); // => 'reduce-only'
 * verdictOn('demo:LUNA/USDT'); // => 'deny'
 * ```
 */
export const restrictedInstruments = (options: RestrictedInstrumentsOptions): Guard => {
  const { name, ...lists } = parseOptions(schema, options, 'restrictedInstruments');
  const allowed = lists.allow && new Set(lists.allow);
  const closing = new Set(lists.reduceOnly);
  const denied = new Set(lists.deny);
  return {
    name,
    options: lists,
    initial: undefined,
    check: (intent, portfolio): Verdict => {
      const { instrumentId } = intent;
      if (denied.has(instrumentId)) return deny('INSTRUMENT_RESTRICTED', 0, intent.quantity);
      if (!closing.has(instrumentId) && (allowed === undefined || allowed.has(instrumentId))) return pass;
      return isReducing(intent, portfolio) ? pass : reduceOnly('INSTRUMENT_RESTRICTED', 0, intent.quantity);
    },
  };
};
