import { type Decision, hold, InvalidOptionsError, parseOptions, target, targets } from '@sigmax/core';
import { z } from 'zod';
import { box } from '../spaces/box';
import { discrete } from '../spaces/discrete';
import { multiDiscrete } from '../spaces/multi-discrete';
import type { Space } from '../spaces/space';

/** What an action means. Weights are fractions of equity. */
export type TradingActions =
  /** 0 holds, 1 goes to `weight`, 2 sells everything. */
  | { readonly type: 'hold-buy-sell'; readonly weight: number }
  /** Choice i goes to `weights[i]`. */
  | { readonly type: 'levels'; readonly weights: readonly number[] }
  /** A number from `low` to `high` is the weight itself. */
  | { readonly type: 'target-weight'; readonly low: number; readonly high: number };

/** A number, or one a instrument. */
export type TradingAction = number | Int32Array | Float64Array;

/** An action space, and what its actions tell the kernel. */
export interface ActionReader {
  readonly space: Space<TradingAction>;
  decisionOf(action: TradingAction): Decision;
}

const schema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hold-buy-sell'), weight: z.number() }),
  z.strictObject({ type: z.literal('levels'), weights: z.array(z.number()).min(2) }),
  z.strictObject({ type: z.literal('target-weight'), low: z.number(), high: z.number() }),
]);

/** Spot has neither: the kernel's ledger knows no borrowed asset and no margin. */
const requireSpot = (weights: readonly number[]): void => {
  const wrong = weights.find((weight) => !(weight >= 0 && weight <= 1));
  if (wrong === undefined) return;
  throw new InvalidOptionsError({
    code: 'NEEDS_MARGIN',
    message: `tradingEnvironment: actions reach the weight ${wrong}, which is ${wrong < 0 ? 'short' : 'leveraged'}.`,
    remedy: 'Use weights from 0 to 1; shorts and leverage need a margin account, which the kernel does not have.',
    context: { weight: wrong },
  });
};

const toWeights = (instrumentIds: readonly string[], weightOf: (place: number) => number | undefined): Decision => {
  const [only] = instrumentIds;
  if (instrumentIds.length === 1) {
    const weight = weightOf(0);
    return weight === undefined ? hold : target(only as string, weight);
  }
  const wanted: Record<string, number> = {};
  instrumentIds.forEach((id, place) => {
    const weight = weightOf(place);
    if (weight !== undefined) wanted[id] = weight;
  });
  return Object.keys(wanted).length === 0 ? hold : targets(wanted);
};

/**
 * Reads actions for instruments. Weights that sum to more than 1 are scaled to 1 together.
 *
 * @throws {InvalidOptionsError} the description is wrong, or reaches shorts or leverage (`NEEDS_MARGIN`).
 */
export const actionReader = (actions: TradingActions, instrumentIds: readonly string[]): ActionReader => {
  const checked = parseOptions(schema, actions, 'tradingEnvironment: actions');
  const count = instrumentIds.length;
  const choices = (size: number) =>
    (count === 1 ? discrete(size) : multiDiscrete(instrumentIds.map(() => size))) as unknown as Space<TradingAction>;
  const numberAt = (action: TradingAction, place: number): number =>
    typeof action === 'number' ? action : (action[place] as number);
  const scaled = (action: TradingAction, weightOf: (value: number) => number | undefined): Decision => {
    let sum = 0;
    for (let place = 0; place < count; place++) sum += weightOf(numberAt(action, place)) ?? 0;
    return toWeights(instrumentIds, (place) => {
      const weight = weightOf(numberAt(action, place));
      return weight === undefined || sum <= 1 ? weight : weight / sum;
    });
  };
  switch (checked.type) {
    case 'hold-buy-sell': {
      const { weight } = checked;
      requireSpot([weight]);
      // Several that buy at once share the money; holding stays holding.
      return {
        space: choices(3),
        decisionOf: (action) => scaled(action, (choice) => (choice === 0 ? undefined : choice === 1 ? weight : 0)),
      };
    }
    case 'levels': {
      const { weights } = checked;
      requireSpot(weights);
      return { space: choices(weights.length), decisionOf: (action) => scaled(action, (choice) => weights[choice]) };
    }
    case 'target-weight': {
      const { low, high } = checked;
      requireSpot([low, high]);
      const bounds = (bound: number) => instrumentIds.map(() => bound);
      return {
        space: box({ low: bounds(low), high: bounds(high) }) as unknown as Space<TradingAction>,
        decisionOf: (action) => scaled(action, (weight) => weight),
      };
    }
  }
};
