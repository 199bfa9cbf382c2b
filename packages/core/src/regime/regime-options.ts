import { z } from 'zod';
import { periodSchema } from '../indicators/input-checks';
import { parseOptions } from '../options';

/** A condition begins beyond `enter` and ends on the other side of `exit`. */
export interface RegimeLevels {
  readonly enter: number;
  readonly exit: number;
}

export interface RegimeOptions {
  /** Prices of the trend line. Defaults to 48. */
  readonly trendPeriod?: number | undefined;
  /** Returns that say how volatility and liquidity are now. Defaults to 24. */
  readonly shortPeriod?: number | undefined;
  /** Returns that say what is usual, the short ones among them. Defaults to 240. */
  readonly longPeriod?: number | undefined;
  /** Closes before the bar from which it may have jumped away. Defaults to 6. */
  readonly jumpPeriod?: number | undefined;
  /** Bars that a condition holds at least; only the opposite trend or volatility ends it sooner. Defaults to 6. */
  readonly minimumBars?: number | undefined;
  /** |t| of the slope. Defaults to above 2, until below 1. */
  readonly trend?: RegimeLevels | undefined;
  /** Short over long volatility. Defaults to above 1.5, until below 1.2. */
  readonly highVolatility?: RegimeLevels | undefined;
  /** Short over long volatility. Defaults to below 0.6, until above 0.8. */
  readonly lowVolatility?: RegimeLevels | undefined;
  /** Fall or rise in volatilities of as many bars. Defaults to above 5, until below 2.5. */
  readonly jump?: RegimeLevels | undefined;
  /** Short over long price impact. Defaults to above 2, until below 1.5. */
  readonly illiquid?: RegimeLevels | undefined;
}

const level = z.number().positive().max(100);

const above = (enter: number, exit: number) =>
  z
    .strictObject({ enter: level, exit: level })
    .refine((levels) => levels.exit <= levels.enter, 'expected exit at or below enter')
    .default({ enter, exit });

const schema = z
  .strictObject({
    trendPeriod: periodSchema(5).default(48),
    shortPeriod: periodSchema(2).default(24),
    longPeriod: periodSchema(3).default(240),
    jumpPeriod: periodSchema(1).default(6),
    minimumBars: periodSchema(1).default(6),
    trend: above(2, 1),
    highVolatility: above(1.5, 1.2),
    lowVolatility: z
      .strictObject({ enter: level, exit: level })
      .refine((levels) => levels.exit >= levels.enter, 'expected exit at or above enter')
      .default({ enter: 0.6, exit: 0.8 }),
    jump: above(5, 2.5),
    illiquid: above(2, 1.5),
  })
  .refine(({ shortPeriod, longPeriod }) => shortPeriod < longPeriod, 'expected shortPeriod below longPeriod');

/** The options after checking, each there. */
export type RegimeSettings = z.output<typeof schema>;

/** @throws {InvalidOptionsError} an option is wrong or unknown */
export const regimeSettings = (options: unknown, what: string): RegimeSettings => parseOptions(schema, options, what);
