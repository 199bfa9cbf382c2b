import type { DrawdownOptions } from '@sigmax/core';
import { z } from 'zod';
import { type SeriesOptions, seriesShape } from '../definition/options';

export const drawdownShape = {
  ...seriesShape,
  compounded: z.boolean(),
  peakFrom: z.enum(['start', 'first-period']).default('start'),
};

export interface DrawdownMeasureOptions extends SeriesOptions, DrawdownOptions {}
