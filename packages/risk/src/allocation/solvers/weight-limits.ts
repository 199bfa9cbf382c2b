import { InvalidOptionsError } from '@sigmax/core';
import { z } from 'zod';
import { inOrder, unknownId } from '../weights';
import type { Constraint } from './constraint';

/** One number for every instrument, or numbers by id; what a record leaves out has the default. */
export type WeightBound = number | Readonly<Record<string, number>>;

/** Instruments that are limited together: a sector, a chain, a venue. */
export interface WeightGroup {
  /** As an error shows it. */
  readonly name: string;
  readonly ids: readonly string[];
  /** Smallest sum of their weights. */
  readonly minimum?: number;
  /** Largest sum of their weights. */
  readonly maximum?: number;
}

/** What the weights of a portfolio must keep. All are fractions of equity. */
export interface WeightLimits {
  /** Sum of all weights. Defaults to 1. */
  readonly budget?: number;
  /** Smallest weight. Defaults to 0: spot cannot be sold short. */
  readonly minimum?: WeightBound;
  /** Largest weight. Defaults to none. */
  readonly maximum?: WeightBound;
  /** Limits on sums of weights. Defaults to none. */
  readonly groups?: readonly WeightGroup[];
}

const bound = z.union([z.number(), z.record(z.string(), z.number())], 'expected a finite number, or one by id');

/** The fields of {@link WeightLimits}, for the schemas of the allocators. */
export const weightLimitsShape = {
  budget: z.number().positive().default(1),
  minimum: bound.default(0),
  maximum: bound.optional(),
  groups: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        ids: z.array(z.string()).min(1),
        minimum: z.number().optional(),
        maximum: z.number().optional(),
      }),
    )
    .default([]),
};

/** Limits as the schema reads them. */
export interface ParsedLimits {
  readonly budget: number;
  readonly minimum: WeightBound;
  readonly maximum?: WeightBound | undefined;
  readonly groups: readonly {
    readonly name: string;
    readonly ids: readonly string[];
    readonly minimum?: number | undefined;
    readonly maximum?: number | undefined;
  }[];
}

const unit = (size: number, place: number, value: number): Float64Array => {
  const coefficients = new Float64Array(size);
  coefficients[place] = value;
  return coefficients;
};

const boundsOf = (
  given: WeightBound,
  ids: readonly string[],
  what: string,
  field: string,
  missing: number,
): Float64Array => {
  if (typeof given === 'number') return new Float64Array(ids.length).fill(given);
  const known = inOrder(given, ids, what, field, 0);
  return known.map((value, index) => (Object.hasOwn(given, ids[index] as string) ? value : missing));
};

const contradiction = (what: string, id: string, minimum: number, maximum: number): InvalidOptionsError =>
  new InvalidOptionsError({
    code: 'BOUNDS_CROSS',
    message: `${what}: minimum of ${JSON.stringify(id)} was ${minimum} and its maximum ${maximum}.`,
    remedy: 'Give a minimum that is not above the maximum.',
    context: { what, id, minimum, maximum },
  });

const groupConstraints = (limits: ParsedLimits, ids: readonly string[], what: string): Constraint[] =>
  limits.groups.flatMap(({ name, ids: members, minimum, maximum }) => {
    const sum = new Float64Array(ids.length);
    for (const id of members) {
      const place = ids.indexOf(id);
      if (place < 0) throw unknownId(what, `groups ${JSON.stringify(name)}`, id, ids);
      sum[place] = 1;
    }
    const label = `group ${JSON.stringify(name)}`;
    const constraints: Constraint[] = [];
    if (minimum !== undefined) {
      constraints.push({ name: `${label} minimum ${minimum}`, coefficients: sum, isEquality: false, bound: minimum });
    }
    if (maximum !== undefined) {
      const coefficients = sum.map((value) => -value);
      constraints.push({ name: `${label} maximum ${maximum}`, coefficients, isEquality: false, bound: -maximum });
    }
    return constraints;
  });

/** Smallest and largest weights in the order of ids; infinite where there is none. */
export interface WeightBounds {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * The bounds of each weight in the order of ids.
 *
 * @throws {InvalidOptionsError} a bound names an id that is not there, or a minimum is above a maximum.
 */
export const weightBounds = (limits: ParsedLimits, ids: readonly string[], what: string): WeightBounds => {
  const lower = boundsOf(limits.minimum, ids, what, 'minimum', 0);
  const upper = boundsOf(limits.maximum ?? {}, ids, what, 'maximum', Infinity);
  for (const [place, id] of ids.entries()) {
    const [least, most] = [lower[place] as number, upper[place] as number];
    if (!(least <= most)) throw contradiction(what, id, least, most);
  }
  return { lower, upper };
};

/**
 * The limits as constraints on weights in the order of ids.
 *
 * @throws {InvalidOptionsError} a limit names an id that is not there, or a minimum is above a maximum.
 */
export const limitConstraints = (limits: ParsedLimits, ids: readonly string[], what: string): Constraint[] => {
  const size = ids.length;
  const { lower, upper } = weightBounds(limits, ids, what);
  const constraints: Constraint[] = [
    {
      name: `budget ${limits.budget}`,
      coefficients: new Float64Array(size).fill(1),
      isEquality: true,
      bound: limits.budget,
    },
  ];
  for (const [place, id] of ids.entries()) {
    const [least, most] = [lower[place] as number, upper[place] as number];
    if (least > -Infinity) {
      const coefficients = unit(size, place, 1);
      constraints.push({
        name: `minimum ${least} of ${JSON.stringify(id)}`,
        coefficients,
        isEquality: false,
        bound: least,
      });
    }
    if (most < Infinity) {
      const coefficients = unit(size, place, -1);
      constraints.push({
        name: `maximum ${most} of ${JSON.stringify(id)}`,
        coefficients,
        isEquality: false,
        bound: -most,
      });
    }
  }
  return [...constraints, ...groupConstraints(limits, ids, what)];
};

/** Weights within rounding of a bound, put onto it, so that what is not held is exactly 0. */
export const ontoBounds = (weights: Float64Array, { lower, upper }: WeightBounds): Float64Array =>
  weights.map((weight, place) => {
    const [least, most] = [lower[place] as number, upper[place] as number];
    if (weight - least < 1e-11) return least;
    return most - weight < 1e-11 ? most : weight;
  });
