import { z } from 'zod';
import {
  type LevelOption,
  levelOption,
  type SeriesOptions,
  type SignOption,
  seriesShape,
  signOption,
} from '../definition/options';

export const tailSchema = z
  .strictObject({
    ...seriesShape,
    level: levelOption,
    threshold: z.number().positive().optional(),
    tailShare: z.number().gt(0).lt(1).optional(),
    fit: z.enum(['probability-weighted-moments', 'maximum-likelihood']).default('probability-weighted-moments'),
    sign: signOption,
  })
  .refine(({ threshold, tailShare }) => (threshold === undefined) !== (tailShare === undefined), {
    error: 'expected either threshold or tailShare',
  });

export type TailSettings = z.output<typeof tailSchema>;

interface FitOptions extends SeriesOptions, LevelOption, SignOption {
  /**
   * `probability-weighted-moments` (Hosking and Wallis 1987) has a running form and is steadier on few excesses;
   * `maximum-likelihood` also holds for shapes above ½. Defaults to `probability-weighted-moments`.
   */
  readonly fit?: 'probability-weighted-moments' | 'maximum-likelihood';
}

/** Where the tail begins: a loss, or a share of the periods. */
export type ExtremeTailOptions =
  | (FitOptions & {
      /** The loss from which on a period belongs to the tail. */
      readonly threshold: number;
    })
  | (FitOptions & {
      /** The share of the periods that is the tail; the next worse loss is the threshold. 0.1 is usual. */
      readonly tailShare: number;
    });
