import type { Clock } from '@sigmax/core';
import { z } from 'zod';

/** A schema of what tells the time. */
export const clockOption = () =>
  z.custom<Pick<Clock, 'nowMs'>>(
    (value) => typeof (value as Partial<Clock> | undefined)?.nowMs === 'function',
    'expected a clock',
  );
