import { expect, it } from 'vitest';
import { z } from 'zod';
import { InvalidOptionsError } from './errors';
import { parseOptions } from './options';

const schema = z.strictObject({
  limit: z.number().positive(),
  steps: z.array(z.strictObject({ at: z.number() })).default([]),
});

const messageOf = (value: unknown): string => {
  try {
    parseOptions(schema, value, 'maxWeight');
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidOptionsError);
    expect(error).toMatchObject({ code: 'INVALID_OPTIONS', context: { what: 'maxWeight' } });
    return (error as Error).message;
  }
  return '';
};

it('returns what the schema reads, defaults filled in', () => {
  expect(parseOptions(schema, { limit: 2 }, 'maxWeight')).toEqual({ limit: 2, steps: [] });
});

it.each([
  [undefined, 'maxWeight: options was undefined: '],
  [{}, 'maxWeight: limit was undefined: '],
  [{ limit: Number.NaN }, 'limit was NaN: '],
  [{ limit: -1n }, 'limit was -1n: '],
  [{ limit: () => 1 }, 'limit was a function: '],
  [{ limit: Symbol('a') }, 'limit was Symbol(a): '],
  [{ limit: 1, steps: [{ at: 1 }, { at: 'x' }] }, 'steps.1.at was "x": '],
  [{ limit: 1, lImit: 7 }, 'lImit was 7: no such option.'],
  [{ limit: 1, steps: [{ at: 1, on: true }] }, 'steps.0.on was true: no such option.'],
  [{ limit: -1, more: 'x'.repeat(100) }, `; more was "${'x'.repeat(76)}...: no such option.`],
])('%o: %s', (value, text) => {
  expect(messageOf(value)).toContain(text);
});

it('describes a value that JSON cannot write', () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  expect(messageOf({ limit: circle })).toContain('limit was [object Object]: ');
  expect(messageOf({ limit: { inside: 1n } })).toContain('limit was [object Object]: ');
});

it('names every wrong field at once', () => {
  expect(messageOf({ limit: 0, steps: 5, other: 1 })).toMatch(/limit was 0.*steps was 5.*other was 1/);
});
