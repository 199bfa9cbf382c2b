import type { Random } from '@sigmax/core';
import { exponential } from '../../portable-math';
import type { Persona } from './persona';

/** All investors as columns. Cash is in ticks times lots, shares in lots: whole numbers. */
export interface Population {
  readonly size: number;
  readonly personas: readonly Persona[];
  /** The place of an investor's persona. */
  readonly kind: Uint8Array;
  readonly cash: Float64Array;
  readonly shares: Float64Array;
  /** What was paid for the shares that are held, in ticks times lots; sales take their part of it. */
  readonly cost: Float64Array;
  /** Part of all incomes that he gets; they add up to 1. */
  readonly income: Float64Array;
  /** Log difference of what he thinks the asset is worth from what it is. */
  readonly error: Float64Array;
  /** −1 to 1, as last formed. */
  readonly opinion: Float64Array;
  /** 0 for none; grows with large moves and with what others do. */
  readonly attention: Float64Array;
  /** The last trends that he saw, as running means. */
  readonly trend: Float64Array;
}

/** Counts of each persona that add up to the size, by largest remainders. */
const counts = (personas: readonly Persona[], size: number): number[] => {
  const total = personas.reduce((sum, { share }) => sum + share, 0);
  const exact = personas.map(({ share }) => (share / total) * size);
  const whole = exact.map(Math.floor);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  let left = size - whole.reduce((sum, value) => sum + value, 0);
  for (const { index } of order) {
    if (left === 0) break;
    whole[index] = (whole[index] as number) + 1;
    left -= 1;
  }
  return whole;
};

/** Half of the wealth is in shares and half in cash, wealth is log-normal around that of the persona. */
export const population = (
  size: number,
  personas: readonly Persona[],
  startTicks: number,
  meanLots: number,
  valueSpread: number,
  random: Random,
): Population => {
  const column = () => new Float64Array(size);
  const all: Population = {
    size,
    personas,
    kind: new Uint8Array(size),
    cash: column(),
    shares: column(),
    cost: column(),
    income: column(),
    error: column(),
    opinion: column(),
    attention: column(),
    trend: column(),
  };
  let member = 0;
  for (const [kind, count] of counts(personas, size).entries()) {
    for (let index = 0; index < count; index++) all.kind[member++] = kind;
  }
  // So that neighbours on the ring are of all kinds.
  for (let index = size - 1; index > 0; index--) {
    const other = random.integer(index + 1);
    const kind = all.kind[index] as number;
    all.kind[index] = all.kind[other] as number;
    all.kind[other] = kind;
  }
  for (let index = 0; index < size; index++) {
    const { wealth } = personas[all.kind[index] as number] as Persona;
    const lots = Math.max(2, Math.round(meanLots * wealth * exponential(0.6 * random.normal() - 0.18)));
    all.shares[index] = lots;
    all.cash[index] = lots * startTicks;
    all.cost[index] = lots * startTicks;
    all.error[index] = valueSpread * random.normal();
  }
  const total = all.shares.reduce((sum, lots) => sum + lots, 0);
  for (let index = 0; index < size; index++) all.income[index] = (all.shares[index] as number) / total;
  return all;
};
