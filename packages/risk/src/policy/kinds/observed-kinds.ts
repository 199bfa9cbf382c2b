import { z } from 'zod';
import { apiErrors } from '../../guards/api-errors';
import { heartbeat } from '../../guards/heartbeat';
import { stopAction } from '../../guards/latch';
import { latencyLimit } from '../../guards/latency-limit';
import { memoryLimit } from '../../guards/memory-limit';
import { observedLimit } from '../../guards/observed-limit';
import { privacyBreach } from '../../guards/privacy-breach';
import { sentimentFloor } from '../../guards/sentiment-floor';
import { given } from '../given';
import { limitKind } from '../limit-kind';
import { positive } from './limit-fields';

const watch = { inRowCount: z.int().positive().optional(), maxSilenceMs: positive.optional(), action: stopAction };

const watchStricter = { inRowCount: 'lower', maxSilenceMs: 'lower', action: 'severer' } as const;

/** Limits of what the market does not tell and a program does, by the control `observed`. */
export const observedKinds = {
  'api-errors': limitKind({
    schema: z.strictObject({ limitPerMinuteCount: z.number().min(0), action: stopAction }),
    stricter: { limitPerMinuteCount: 'lower', action: 'severer' },
    build: ({ limitPerMinuteCount, action }, name) => apiErrors({ perMinute: limitPerMinuteCount, action, name }),
  }),
  heartbeat: limitKind({
    schema: z.strictObject({ maxSilenceMs: positive, action: stopAction }),
    stricter: { maxSilenceMs: 'lower', action: 'severer' },
    build: (fields, name) => heartbeat({ ...fields, name }),
  }),
  'latency-limit': limitKind({
    schema: z.strictObject({ limitMs: positive, ...watch }),
    stricter: { limitMs: 'lower', ...watchStricter },
    build: ({ inRowCount, ...fields }, name) => latencyLimit(given({ ...fields, count: inRowCount, name })),
  }),
  'memory-limit': limitKind({
    schema: z.strictObject({ limitBytes: positive, ...watch }),
    stricter: { limitBytes: 'lower', ...watchStricter },
    build: ({ inRowCount, ...fields }, name) => memoryLimit(given({ ...fields, count: inRowCount, name })),
  }),
  'sentiment-floor': limitKind({
    schema: z.strictObject({ limitScore: z.number(), ...watch }),
    stricter: { limitScore: 'higher', ...watchStricter },
    build: ({ limitScore, inRowCount, ...fields }, name) =>
      sentimentFloor(given({ limit: limitScore, ...fields, count: inRowCount, name })),
  }),
  'privacy-breach': limitKind({
    schema: z.strictObject({ action: stopAction }),
    stricter: { action: 'severer' },
    build: ({ action }, name) => privacyBreach({ action, name }),
  }),
  'observed-limit': limitKind({
    schema: z.strictObject({
      observe: z.string().trim().min(1),
      limitValue: z.number().optional(),
      direction: z.enum(['above', 'below']).optional(),
      windowMs: positive.optional(),
      ...watch,
    }),
    stricter: watchStricter,
    build: ({ limitValue, inRowCount, ...fields }, name) =>
      observedLimit(given({ ...fields, limit: limitValue, count: inRowCount, name })),
  }),
} as const;
