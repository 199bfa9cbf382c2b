import { z } from 'zod';
import type { Clock } from '../clock';
import { timeframeMs } from '../market/timeframe';
import type { Random } from '../random';
import type { NoticeSink } from './notice';

const has = (value: unknown, ...methods: readonly string[]): boolean =>
  typeof value === 'object' &&
  value !== null &&
  methods.every((method) => typeof Reflect.get(value, method) === 'function');

const isTimeframe = (value: unknown): boolean => {
  try {
    return timeframeMs(String(value)) > 0;
  } catch {
    return false;
  }
};

/** Options that many operators share, as zod reads them. */
export const streamOptions = {
  clock: z.custom<Clock>((value) => has(value, 'nowMs', 'after'), 'expected a Clock with nowMs and after'),
  random: z.custom<Random>((value) => has(value, 'uniform'), 'expected a Random, for example seededRandom(7)'),
  notices: z.custom<NoticeSink>((value) => has(value, 'next'), 'expected a Subject, or an object with next').optional(),
  timeframe: z.custom<string>(isTimeframe, 'expected a count and a unit of s, m, h, d or w, such as "1h"'),
  durationMs: z.number().positive(),
  keyOf: z.custom<(event: never) => string>((value) => typeof value === 'function', 'expected a function to a key'),
};
