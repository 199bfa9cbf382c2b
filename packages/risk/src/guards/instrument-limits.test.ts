import { expect, it } from 'vitest';
import { z } from 'zod';
import { instrumentLimits, limitsOf } from './instrument-limits';

const schema = z.strictObject(instrumentLimits);

it('takes a limit for each instrument, and denies others unless told', () => {
  expect(schema.parse({ limits: { 'demo:BTC/USDT': 2 } })).toEqual({ limits: { 'demo:BTC/USDT': 2 }, others: 'deny' });
  for (const limits of [undefined, {}, { BTC: 1 }, { 'demo:BTC/USDT': 0 }, { 'demo:BTC/USDT': Number.NaN }]) {
    expect(schema.safeParse({ limits }).success).toBe(false);
  }
});

it('finds nothing under a name that every object has', () => {
  expect(limitsOf({ 'demo:BTC/USDT': 2 }).get('constructor')).toBeUndefined();
});
