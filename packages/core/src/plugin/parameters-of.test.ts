import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parametersOf, unknownNames } from './parameters-of';

const schema = z
  .object({
    fast: z.int().positive().default(12).describe('Bars of the quick average'),
    slow: z.int().min(2).max(10).describe('Bars of the slow one').default(26),
    weight: z.number().gt(0).lt(1),
    mode: z.enum(['long', 'flat']).default('long'),
    only: z.literal('spot').optional(),
    deep: z.union([z.number().max(5), z.object({ a: z.string() })]).optional(),
    either: z.union([z.number(), z.string()]).optional(),
    isOn: z.boolean().default(true),
    anything: z.custom<number>().optional(),
  })
  .refine(({ fast, slow }) => fast < slow, 'expected fast below slow');

describe('parametersOf', () => {
  it('tells name, type, bounds, default and description', () => {
    expect(parametersOf(schema).map((one) => Object.values(one))).toEqual([
      ['fast', 'integer', 12, false, '> 0', 'Bars of the quick average'],
      ['slow', 'integer', 26, false, '≥ 2, ≤ 10', 'Bars of the slow one'],
      ['weight', 'number', undefined, true, '> 0, < 1', ''],
      ['mode', 'long | flat', 'long', false, '', ''],
      ['only', 'spot', undefined, false, '', ''],
      ['deep', 'number | object', undefined, false, '', ''],
      ['either', 'number | string', undefined, false, '', ''],
      ['isOn', 'boolean', true, false, '', ''],
      ['anything', 'any', undefined, false, '', ''],
    ]);
  });

  it('is empty where there are none', () => {
    expect(parametersOf(z.strictObject({}))).toEqual([]);
    expect(parametersOf(z.number())).toEqual([]);
  });
});

describe('unknownNames', () => {
  it('finds what the schema would drop', () => {
    expect(unknownNames(schema, { fast: 1, fsat: 2, toString: 3 })).toEqual(['fsat', 'toString']);
    expect(unknownNames(z.strictObject({}), { a: 1 })).toEqual(['a']);
  });

  it('finds nothing where every name is welcome, or nothing was given', () => {
    expect(unknownNames(z.looseObject({}), { a: 1 })).toEqual([]);
    expect(unknownNames(z.record(z.string(), z.number()), { a: 1 })).toEqual([]);
    expect(unknownNames(schema, undefined)).toEqual([]);
    expect(unknownNames(schema, 5)).toEqual([]);
  });
});
