import { arcTangent2 } from '../portable-math';
import { complexQr } from './complex-qr';
import { complexSvd } from './complex-svd';
import {
  adjointTable,
  type ComplexTable,
  multiplyTables,
  reshaped,
  scaledTable,
  squaredNorm,
  zeroTable,
} from './complex-table';

/** The tensor of one site: entry (left, value, right) at (2 · left + value) · right bond + right. */
export interface Site {
  readonly left: number;
  readonly right: number;
  readonly table: ComplexTable;
}

export interface ChainLimits {
  /** How many singular values are kept at most between two sites. */
  readonly maximumBond: number;
  /** The largest weight that may be left out between two sites although there is room. */
  readonly cutoff: number;
}

/** What was left out so far. */
export interface Discarded {
  /** The sum of the weights, each of a state of norm 1. */
  readonly weight: number;
  /** The sum of the angles between the state before and after, arcsin √weight. */
  readonly angle: number;
}

const siteOf = (left: number, right: number, table: ComplexTable): Site => ({ left, right, table });

/**
 * Sites in a row whose product is a state. Those before the centre have orthonormal columns, those behind it orthonormal rows, so
 * the state's norm is that of the centre, and leaving out singular values there is the best that can be done with one bond.
 *
 * A tensor is replaced and never changed, so a copy of the list is a copy of the state.
 *
 * Source: Schollwöck 2011, "The density-matrix renormalization group in the age of matrix product states", §4.
 */
export class SiteChain {
  readonly sites: Site[];
  readonly #limits: ChainLimits;
  #centre: number;
  #discarded: Discarded;

  constructor(limits: ChainLimits, sites: readonly Site[], centre: number, discarded: Discarded) {
    this.#limits = limits;
    this.sites = [...sites];
    this.#centre = centre;
    this.#discarded = discarded;
  }

  static ground(count: number, limits: ChainLimits): SiteChain {
    const zero = zeroTable(2, 1);
    zero.re[0] = 1;
    return new SiteChain(
      limits,
      Array.from({ length: count }, () => siteOf(1, 1, zero)),
      0,
      { weight: 0, angle: 0 },
    );
  }

  get centre(): number {
    return this.#centre;
  }

  get discarded(): Discarded {
    return this.#discarded;
  }

  copy(): SiteChain {
    return new SiteChain(this.#limits, this.sites, this.#centre, this.#discarded);
  }

  /** Moves the centre to a site. Cost: O(bond³) for each site on the way. */
  moveCentre(to: number): void {
    while (this.#centre < to) {
      const { left, right, table } = this.sites[this.#centre]!;
      const { q, r } = complexQr(reshaped(table, 2 * left, right));
      const next = this.sites[this.#centre + 1]!;
      this.sites[this.#centre] = siteOf(left, q.columns, q);
      const moved = multiplyTables(r, reshaped(next.table, next.left, 2 * next.right));
      this.sites[this.#centre + 1] = siteOf(q.columns, next.right, moved);
      this.#centre += 1;
    }
    while (this.#centre > to) {
      const { left, right, table } = this.sites[this.#centre]!;
      const { q, r } = complexQr(adjointTable(reshaped(table, left, 2 * right)));
      const previous = this.sites[this.#centre - 1]!;
      this.sites[this.#centre] = siteOf(q.columns, right, adjointTable(q));
      const moved = multiplyTables(reshaped(previous.table, 2 * previous.left, previous.right), adjointTable(r));
      this.sites[this.#centre - 1] = siteOf(previous.left, q.columns, moved);
      this.#centre -= 1;
    }
  }

  /** The product of `count` sites from one on, the centre inside: left bond rows, then values and right bond as columns. */
  block(from: number, count: number): ComplexTable {
    this.moveCentre(Math.min(Math.max(this.#centre, from), from + count - 1));
    const first = this.sites[from]!;
    let product = reshaped(first.table, 2 * first.left, first.right);
    for (let at = from + 1; at < from + count; at++) {
      const { left, right, table } = this.sites[at]!;
      const wide = multiplyTables(product, reshaped(table, left, 2 * right));
      product = reshaped(wide, wide.rows * 2, right);
    }
    const last = this.sites[from + count - 1]!;
    return reshaped(product, first.left, 2 ** count * last.right);
  }

  /** Splits a block back into sites from left to right, leaving out what does not fit; the centre is the last of them. */
  setBlock(from: number, count: number, block: ComplexTable): void {
    const { right } = this.sites[from + count - 1]!;
    let rest = block;
    for (let at = from; at < from + count - 1; at++) {
      const { rows } = rest;
      const parts = complexSvd(reshaped(rest, 2 * rows, rest.columns / 2));
      const kept = this.#kept(parts.values);
      const bonds = parts.values.length;
      const u = zeroTable(2 * rows, kept.count);
      for (let row = 0; row < u.rows; row++) {
        for (let bond = 0; bond < kept.count; bond++) {
          u.re[row * kept.count + bond] = parts.u.re[row * bonds + bond]!;
          u.im[row * kept.count + bond] = parts.u.im[row * bonds + bond]!;
        }
      }
      this.sites[at] = siteOf(rows, kept.count, u);
      const { columns } = parts.vAdjoint;
      const behind = zeroTable(kept.count, columns);
      for (let bond = 0; bond < kept.count; bond++) {
        const value = parts.values[bond]! * kept.scale;
        for (let column = 0; column < columns; column++) {
          behind.re[bond * columns + column] = value * parts.vAdjoint.re[bond * columns + column]!;
          behind.im[bond * columns + column] = value * parts.vAdjoint.im[bond * columns + column]!;
        }
      }
      rest = behind;
    }
    this.sites[from + count - 1] = siteOf(rest.rows, right, rest);
    this.#centre = from + count - 1;
  }

  /** How many of the singular values stay, and what makes up for the norm of those that do not. */
  #kept(values: Float64Array): { readonly count: number; readonly scale: number } {
    const { maximumBond, cutoff } = this.#limits;
    const total = values.reduce((sum, value) => sum + value * value, 0);
    let count = values.length;
    let lost = 0;
    while (count > 1) {
      const weight = values[count - 1]! ** 2;
      if (count <= maximumBond && !(lost + weight <= cutoff * total)) break;
      lost += weight;
      count -= 1;
    }
    if (lost > 0) {
      const { weight, angle } = this.#discarded;
      const own = arcTangent2(Math.sqrt(lost), Math.sqrt(total - lost));
      this.#discarded = { weight: weight + lost / total, angle: angle + own };
    }
    return { count, scale: Math.sqrt(total / (total - lost)) };
  }

  /** Makes the norm 1 again after something that is not unitary happened at the centre. */
  normalise(): void {
    const { left, right, table } = this.sites[this.#centre]!;
    this.sites[this.#centre] = siteOf(left, right, scaledTable(table, 1 / Math.sqrt(squaredNorm(table))));
  }
}
