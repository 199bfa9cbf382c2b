import { type Decision, hold, type Instrument, InvalidOptionsError, parseOptions, target, targets } from '@sigmax/core';
import { z } from 'zod';
import { box } from '../spaces/box';
import { discrete } from '../spaces/discrete';
import { multiDiscrete } from '../spaces/multi-discrete';
import type { Space } from '../spaces/space';

/** What an action means. Weights are fractions of equity, below 0 short; short and beyond 1 need perpetuals. */
export type TradingActions =
  /** 0 holds, 1 goes to `weight`, 2 goes to 0. */
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

/** The leverage that the margin of all of them allows; `undefined` when one is spot. */
const leverageOf = (instrumentIds: readonly string[], instruments: readonly Instrument[]): number | undefined => {
  let least = Number.POSITIVE_INFINITY;
  for (const id of instrumentIds) {
    const traded = instruments.find((one) => one.id === id);
    if (traded?.kind !== 'perpetual') return undefined;
    least = Math.min(least, 1 / traded.initialMarginRate);
  }
  return least;
};

/** Spot knows neither borrowed units nor margin; perpetuals go as far as their margin. */
const requireReachable = (weights: readonly number[], leverage: number | undefined): void => {
  const [lowest, highest] = leverage === undefined ? [0, 1] : [-leverage, leverage];
  const wrong = weights.find((weight) => !(weight >= lowest && weight <= highest));
  if (wrong === undefined) return;
  throw new InvalidOptionsError({
    code: 'NEEDS_MARGIN',
    message: `tradingEnvironment: actions reach the weight ${wrong}, which is ${wrong < 0 ? 'short' : 'leveraged'}.`,
    remedy:
      leverage === undefined
        ? 'Use weights from 0 to 1, or name perpetualInstrument(...) in createBacktester({ instruments }).'
        : `Use weights from ${lowest} to ${highest}, the leverage that the initial margin allows.`,
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
 * Reads actions for instruments. Weights whose sizes sum to more than 1, or than the leverage of perpetuals, are scaled down
 * together.
 *
 * @throws {InvalidOptionsError} the description is wrong, or reaches what the instruments cannot (`NEEDS_MARGIN`).
 */
export const actionReader = (
  actions: TradingActions,
  instrumentIds: readonly string[],
  instruments: readonly Instrument[],
): ActionReader => {
  const checked = parseOptions(schema, actions, 'tradingEnvironment: actions');
  const leverage = leverageOf(instrumentIds, instruments);
  const most = leverage ?? 1;
  const count = instrumentIds.length;
  const choices = (size: number) =>
    (count === 1 ? discrete(size) : multiDiscrete(instrumentIds.map(() => size))) as unknown as Space<TradingAction>;
  const numberAt = (action: TradingAction, place: number): number =>
    typeof action === 'number' ? action : (action[place] as number);
  const scaled = (action: TradingAction, weightOf: (value: number) => number | undefined): Decision => {
    let gross = 0;
    for (let place = 0; place < count; place++) gross += Math.abs(weightOf(numberAt(action, place)) ?? 0);
    return toWeights(instrumentIds, (place) => {
      const weight = weightOf(numberAt(action, place));
      return weight === undefined || gross <= most ? weight : (weight / gross) * most;
    });
  };
  switch (checked.type) {
    case 'hold-buy-sell': {
      const { weight } = checked;
      requireReachable([weight], leverage);
      // Several that buy at once share the money; holding stays holding.
      return {
        space: choices(3),
        decisionOf: (action) => scaled(action, (choice) => (choice === 0 ? undefined : choice === 1 ? weight : 0)),
      };
    }
    case 'levels': {
      const { weights } = checked;
      requireReachable(weights, leverage);
      return { space: choices(weights.length), decisionOf: (action) => scaled(action, (choice) => weights[choice]) };
    }
    case 'target-weight': {
      const { low, high } = checked;
      requireReachable([low, high], leverage);
      const bounds = (bound: number) => instrumentIds.map(() => bound);
      return {
        space: box({ low: bounds(low), high: bounds(high) }) as unknown as Space<TradingAction>,
        decisionOf: (action) => scaled(action, (weight) => weight),
      };
    }
  }
};
