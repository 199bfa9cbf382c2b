import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { type Weights, weightsOf } from '../weights';

/** The fields of {@link RebalanceBands}, for schemas. */
export const bandsShape = {
  absoluteBand: z.number().nonnegative().optional(),
  relativeBand: z.number().nonnegative().optional(),
  scope: z.enum(['all', 'outside']).default('all'),
  destination: z.enum(['target', 'band-edge']).default('target'),
  minimumTrade: z.number().nonnegative().default(0),
  turnoverLimit: z.number().nonnegative().optional(),
};

/** Bands that can be kept: to the edge of its own band goes only what is outside of it. */
export const isConsistent = ({
  scope,
  destination,
}: {
  readonly scope: string;
  readonly destination: string;
}): boolean => destination === 'target' || scope === 'outside';

export const inconsistent = { path: ['destination'], message: "band-edge needs scope: 'outside'" };

const schema = z
  .strictObject({
    ...bandsShape,
    held: z.record(z.string(), z.number()),
    target: z.record(z.string(), z.number()),
  })
  .refine(isConsistent, inconsistent);

/** How far weights may drift, and what is done then. */
export interface RebalanceBands {
  /** Leave a weight alone within this distance of its target, in equity: 0.05 is five points. */
  readonly absoluteBand?: number;
  /** Leave a weight alone within this part of its target: 0.25 of 8 % is two points. With both bands the narrower one counts. */
  readonly relativeBand?: number;
  /**
   * Bring `all` weights to their targets as soon as one is outside its band, or trade only what is `outside`. The second trades less
   * and may lack the money: what is too small is bought with what the sales bring. Defaults to `all`.
   */
  readonly scope?: 'all' | 'outside';
  /**
   * Trade to the `target`, or only back to the `band-edge`, which costs less and drifts out again sooner; that needs the scope
   * `outside`. Defaults to `target`.
   */
  readonly destination?: 'target' | 'band-edge';
  /** Leave out trades smaller than this fraction of equity, except those that close a position. Defaults to 0. */
  readonly minimumTrade?: number;
  /** Largest Σ |change|; all trades shrink alike to stay below. Defaults to none. */
  readonly turnoverLimit?: number;
}

export interface RebalanceOptions extends RebalanceBands {
  /** What is held now. */
  readonly held: Weights;
  /** What should be held; a position that it leaves out is closed. */
  readonly target: Weights;
}

export interface RebalanceTrade {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  /** `to` − `from`. */
  readonly change: number;
  /** `all`: inside its band, and traded because another is not. */
  readonly reason: 'open' | 'close' | 'outside-band' | 'all';
  /** Why it stops short of its destination, if it does. */
  readonly cut: 'turnover' | 'money' | undefined;
}

export interface KeptWeight {
  readonly id: string;
  readonly held: number;
  readonly target: number;
  readonly reason: 'on-target' | 'inside-band' | 'below-minimum-trade' | 'turnover-limit' | 'no-money';
}

export interface Rebalancing {
  /** In the order of ids: those of the target, then those that are only held. */
  readonly trades: readonly RebalanceTrade[];
  readonly kept: readonly KeptWeight[];
  /** Σ |change|. */
  readonly turnover: number;
  /** What is held after the trades. */
  readonly weights: Weights;
}

interface Position {
  readonly id: string;
  readonly held: number;
  readonly target: number;
}

interface Wish extends Position {
  readonly to: number;
  readonly reason: RebalanceTrade['reason'];
  readonly cut: RebalanceTrade['cut'];
}

export type ParsedRebalance = z.output<typeof schema>;

const bandOf = ({ absoluteBand, relativeBand }: ParsedRebalance, target: number): number => {
  const [absolute, relative] = [absoluteBand ?? Infinity, (relativeBand ?? Infinity) * Math.abs(target)];
  return absoluteBand === undefined && relativeBand === undefined ? 0 : Math.min(absolute, relative);
};

/** What one position asks for by itself; `undefined` inside its band. */
const wishOf = (position: Position, options: ParsedRebalance): Wish | undefined => {
  const { held, target } = position;
  if (held === target) return undefined;
  if (target === 0) return { ...position, to: 0, reason: 'close', cut: undefined };
  if (held === 0) return { ...position, to: target, reason: 'open', cut: undefined };
  const band = bandOf(options, target);
  if (Math.abs(held - target) <= band) return undefined;
  const edge = held > target ? target + band : target - band;
  const to = options.destination === 'target' ? target : edge;
  return { ...position, to, reason: 'outside-band', cut: undefined };
};

const sizeOf = ({ to, held }: Wish): number => Math.abs(to - held);

const turnoverOf = (wishes: readonly Wish[]): number => wishes.reduce((sum, wish) => sum + sizeOf(wish), 0);

const shrunk = (wish: Wish, factor: number, cut: RebalanceTrade['cut']): Wish => ({
  ...wish,
  to: wish.held + factor * (wish.to - wish.held),
  cut,
});

const withinTurnover = (wishes: readonly Wish[], limit: number | undefined): readonly Wish[] => {
  const turnover = turnoverOf(wishes);
  if (limit === undefined || turnover <= limit) return wishes;
  return wishes.map((wish) => shrunk(wish, limit / turnover, 'turnover'));
};

/** Purchases shrink alike until all weights together are no more than was held or is wanted, so that nothing is borrowed. */
const withinMoney = (wishes: readonly Wish[], positions: readonly Position[]): readonly Wish[] => {
  const held = positions.reduce((sum, position) => sum + position.held, 0);
  const wanted = positions.reduce((sum, position) => sum + position.target, 0);
  const bought = wishes.reduce((sum, { to, held: from }) => sum + Math.max(0, to - from), 0);
  const sold = wishes.reduce((sum, { to, held: from }) => sum + Math.max(0, from - to), 0);
  const money = Math.max(held, wanted) - held + sold;
  if (bought <= money + 1e-12) return wishes;
  return wishes.map((wish) => (wish.to > wish.held ? shrunk(wish, Math.max(0, money) / bought, 'money') : wish));
};

/**
 * Returns the trades that bring drifted weights back, each with its reason.
 *
 * A weight inside its band is left alone; a target of 0 always closes and a position that is not held always opens. Then, in this
 * order: trades below the minimum are left out; all trades shrink to the turnover limit; purchases shrink to the money
 * there is, which is what was held or is wanted, whichever is more, and what the sales bring. What falls below the minimum by
 * shrinking is left out too.
 *
 * - Units: weights, bands and trades are fractions of equity.
 * - Cost: O(N).
 *
 * Source: Leland 1999, "Optimal portfolio management with transaction costs and capital gains taxes", for trading to the edge; the pair of
 * bands is the 5/25 rule of Swedroe and Grogan 2013.
 *
 * @throws {InvalidOptionsError} a weight is not finite, an option is out of range, or `band-edge` is asked for with scope `all`.
 * @example
 * ```ts
 * import { rebalance } from '@sigmax/risk';
 * const held = { 'demo:BTC/USDT': 0.75, 'demo:ETH/USDT': 0.125, 'demo:SOL/USDT': 0.125 };
 * const target = { 'demo:BTC/USDT': 0.5, 'demo:ETH/USDT': 0.375, 'demo:SOL/USDT': 0.125 };
 * const { trades, kept, turnover } = rebalance({ held, target, absoluteBand: 0.0625, turnoverLimit: 0.25 });
 * trades.map(({ id, to, cut }) => [id, to, cut]); // => [['demo:BTC/USDT', 0.625, 'turnover'], ['demo:ETH/USDT', 0.25, 'turnover']]
 * kept.map(({ id, reason }) => [id, reason]); // => [['demo:SOL/USDT', 'on-target']]
 * turnover; // => 0.25
 * ```
 */
export const rebalance = (options: RebalanceOptions): Rebalancing =>
  planTrades(parseOptions(schema, options, 'rebalance'));

/** {@link rebalance} with options that were checked. */
export const planTrades = (parsed: ParsedRebalance): Rebalancing => {
  const { held, target, scope, minimumTrade, turnoverLimit } = parsed;
  const ids = [...new Set([...Object.keys(target), ...Object.keys(held)])];
  const at = (weights: Weights, id: string): number => (Object.hasOwn(weights, id) ? (weights[id] as number) : 0);
  const positions = ids.map((id): Position => ({ id, held: at(held, id), target: at(target, id) }));
  const isLarge = (wish: Wish): boolean =>
    sizeOf(wish) > 0 && (sizeOf(wish) >= minimumTrade || (wish.reason === 'close' && wish.cut === undefined));

  const own = positions.map((position) => wishOf(position, parsed));
  const isAll = scope === 'all' && own.some((wish) => wish !== undefined);
  const wishes = positions.flatMap((position, place): Wish[] => {
    const wish = own[place];
    if (!isAll || position.held === position.target) return wish === undefined ? [] : [wish];
    return [wish ?? { ...position, to: position.target, reason: 'all', cut: undefined }];
  });
  const large = wishes.filter(isLarge);
  const limited = withinTurnover(large, turnoverLimit).filter(isLarge);
  const paid = withinMoney(limited, positions).filter(isLarge);

  const traded = new Map(paid.map((wish) => [wish.id, wish]));
  const stages = [
    ['no-money', new Set(limited.map(({ id }) => id))],
    ['turnover-limit', new Set(large.map(({ id }) => id))],
    ['below-minimum-trade', new Set(wishes.map(({ id }) => id))],
  ] as const;
  const whyKept = (position: Position): KeptWeight['reason'] =>
    stages.find(([, members]) => members.has(position.id))?.[0] ??
    (position.held === position.target ? 'on-target' : 'inside-band');
  return {
    trades: paid.map(({ id, held: from, to, reason, cut }) => ({ id, from, to, change: to - from, reason, cut })),
    kept: positions.filter(({ id }) => !traded.has(id)).map((position) => ({ ...position, reason: whyKept(position) })),
    turnover: turnoverOf(paid),
    weights: weightsOf(
      ids,
      positions.map(({ id, held: before }) => traded.get(id)?.to ?? before),
    ),
  };
};
