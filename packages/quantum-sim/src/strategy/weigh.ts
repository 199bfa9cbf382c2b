import { type LinearLimit, minimizeConvex } from '../solvers/convex-quadratic-program';
import { shareTolerance } from './kept-selections';
import { type Trading, tradedFor } from './trading';

/** What weights are found for: the chosen assets' own moments, in their order. */
export interface WeighingInput {
  readonly assets: readonly string[];
  readonly means: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly riskAversion: number;
  readonly trading: Trading | undefined;
  /** What selling the assets that are not chosen adds to the turnover, whatever the weights. */
  readonly soldBefore: number;
}

/** q · variance − return + penalty · turnover of shares that add up to 1 or less. */
export const sharesValue = (input: WeighingInput, shares: ArrayLike<number>): number => {
  const { assets, means, covariance, riskAversion, trading, soldBefore } = input;
  let value = trading === undefined ? 0 : trading.penalty * soldBefore;
  assets.forEach((asset, i) => {
    const share = shares[i]!;
    if (trading !== undefined) value += trading.penalty * tradedFor(trading, asset, share);
    let risk = 0;
    for (let j = 0; j < assets.length; j++) risk += covariance[i]![j]! * shares[j]!;
    value += share * (riskAversion * risk - means[i]!);
  });
  return value;
};

/** How much is added to the curvature, as a part of its size and of the slope's: it makes one answer of many equal ones. */
const roundness = 1e-7;

const limit = (normal: Float64Array, bound: number, isEquality = false): LinearLimit => ({ normal, bound, isEquality });

/** What rounding has left over goes to the share with the most room. */
const settled = (shares: Float64Array, minimum: number, maximum: number): Float64Array => {
  let left = 1;
  for (const share of shares) left -= share;
  const room = shares.map((share) => (left > 0 ? maximum - share : share - minimum));
  const place = room.reduce((best, one, index) => (one > room[best]! ? index : best), 0);
  shares[place]! += left;
  return shares;
};

/**
 * Shares of least q · variance − return + penalty · turnover on given assets: they add up to 1, each from `minimum` to `maximum`,
 * and turnover keeps its limit.
 *
 * A trade is split into what is bought and what is sold, which makes the turnover linear.
 *
 * - State: none. Cost: O(k³) a step of the active set, k assets.
 *
 * Source: Markowitz 1952; the split of trades after Perold 1984, "Large-scale portfolio optimization", section 3.
 *
 * @throws {ProblemError} `INFEASIBLE` no shares keep all limits.
 */
export const convexShares = (
  input: WeighingInput,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): Float64Array => {
  const { assets, means, covariance, riskAversion, trading, soldBefore } = input;
  const size = assets.length;
  const held = assets.map((asset) => trading?.held[asset] ?? 0);
  const isSplit = trading !== undefined && (trading.penalty > 0 || trading.limit !== undefined);
  const width = isSplit ? 2 * size : size;
  const start = isSplit ? held : held.map(() => 0);
  // Variable i is a share or what is bought of it; i + size is what is sold.
  const signOf = (variable: number): number => (variable < size ? 1 : -1);
  const at = (variable: number): number => variable % size;
  const bend = (i: number, j: number): number => 2 * riskAversion * covariance[i]![j]!;
  const gradient = assets.map((_, i) => start.reduce((sum, share, j) => sum + bend(i, j) * share, -means[i]!));
  const slope = Float64Array.from({ length: width }, (_, variable) => {
    const cost = isSplit ? trading.penalty : 0;
    return signOf(variable) * gradient[at(variable)]! + cost;
  });
  const largest = slope.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  const trace = assets.reduce((sum, _, i) => sum + bend(i, i), 0) / size;
  const ridge = roundness * (trace + largest) || 1;
  const curvature = Array.from({ length: width }, (_, row) =>
    Float64Array.from(
      { length: width },
      (__, column) => signOf(row) * signOf(column) * bend(at(row), at(column)) + (row === column ? ridge : 0),
    ),
  );
  const along = (part: (variable: number) => number): Float64Array =>
    Float64Array.from({ length: width }, (_, variable) => part(variable));
  const limits: LinearLimit[] = [limit(along(signOf), 1 - start.reduce((sum, one) => sum + one, 0), true)];
  for (let i = 0; i < size; i++) {
    const share = (sign: number) => along((variable) => (at(variable) === i ? sign * signOf(variable) : 0));
    limits.push(limit(share(1), minimum - start[i]!), limit(share(-1), start[i]! - maximum));
  }
  if (isSplit) {
    for (let variable = 0; variable < width; variable++) {
      limits.push(
        limit(
          along((other) => (other === variable ? 1 : 0)),
          0,
        ),
      );
    }
    if (trading.limit !== undefined)
      limits.push(
        limit(
          along(() => -1),
          soldBefore - trading.limit,
        ),
      );
  }
  const { point } = minimizeConvex({ curvature, slope, limits }, 'convexShares');
  const shares = Float64Array.from(assets, (_, i) => (isSplit ? start[i]! + point[i]! - point[i + size]! : point[i]!));
  return settled(
    shares.map((share) => Math.min(maximum, Math.max(minimum, share))),
    minimum,
    maximum,
  );
};

/** Most portfolios of lots that are looked at one by one. */
const mostLotPortfolios = 200_000;

/** How often `total` can be split into `parts` numbers from 1. */
const splits = (total: number, parts: number): number => {
  let count = 1;
  for (let step = 1; step < parts; step++) count = (count * (total - step)) / step;
  return count;
};

/** Shares in whole lots, and whether nothing better exists. */
export interface LotShares {
  readonly shares: Float64Array;
  readonly isProven: boolean;
}

/**
 * Shares in whole lots of least value: as many lots as 1 holds, at least one of each asset.
 *
 * Up to 200,000 portfolios are looked at one by one. Above, lots move between pairs of assets from equal shares for as long as that
 * lowers the value, which proves nothing.
 *
 * `undefined` where no portfolio of lots keeps the turnover limit.
 */
export const lotShares = (input: WeighingInput, lot: number): LotShares | undefined => {
  const { assets, trading, soldBefore } = input;
  const size = assets.length;
  const total = Math.floor(1 / lot + 1e-9);
  const sharesOf = (units: ArrayLike<number>): Float64Array => Float64Array.from(units, (count) => count * lot);
  const isKept = (shares: Float64Array): boolean =>
    trading?.limit === undefined ||
    assets.reduce((sum, asset, i) => sum + tradedFor(trading, asset, shares[i]!), soldBefore) <=
      trading.limit + shareTolerance;
  let best: { shares: Float64Array; value: number } | undefined;
  const look = (units: ArrayLike<number>): boolean => {
    const shares = sharesOf(units);
    if (!isKept(shares)) return false;
    const value = sharesValue(input, shares);
    if (best !== undefined && !(value < best.value)) return false;
    best = { shares, value };
    return true;
  };
  const isProven = splits(total, size) <= mostLotPortfolios;
  const units = new Int32Array(size);
  if (isProven) {
    const descend = (asset: number, left: number): void => {
      if (asset === size - 1) {
        units[asset] = left;
        look(units);
        return;
      }
      for (let count = 1; count <= left - (size - 1 - asset); count++) {
        units[asset] = count;
        descend(asset + 1, left - count);
      }
    };
    descend(0, total);
  } else {
    units.fill(Math.floor(total / size));
    for (let i = 0; i < total % size; i++) units[i]! += 1;
    look(units);
    for (let isBetter = true; isBetter; ) {
      isBetter = false;
      for (let from = 0; from < size; from++) {
        for (let to = 0; to < size; to++) {
          if (from === to || units[from]! <= 1) continue;
          units[from]! -= 1;
          units[to]! += 1;
          if (look(units)) isBetter = true;
          else {
            units[from]! += 1;
            units[to]! -= 1;
          }
        }
      }
    }
  }
  return best === undefined ? undefined : { shares: best.shares, isProven };
};
