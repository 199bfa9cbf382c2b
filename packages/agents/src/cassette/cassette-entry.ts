import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { ModelReply } from '../models/language-model';
import type { Json } from '../opinion/evidence';

/** How a request ended that gave no reply. */
export interface RecordedFailure {
  readonly code: string;
  readonly message: string;
}

export interface CassetteEntry {
  /** SHA-256 of the model's name and everything that decides the reply, before anything was redacted. */
  readonly key: string;
  readonly model: string;
  readonly request: Json;
  readonly isRedacted: boolean;
  readonly reply?: ModelReply | undefined;
  readonly failure?: RecordedFailure | undefined;
}

const whole = z.int().nonnegative();

const reply = z.strictObject({
  text: z.string(),
  toolCalls: z.array(z.strictObject({ id: z.string(), name: z.string(), input: z.json() })),
  finish: z.enum(['stop', 'length', 'tool-calls', 'refused', 'other']),
  cost: z.strictObject({ calls: whole, inputTokens: whole, outputTokens: whole, nanoUsd: whole }),
  isUsageKnown: z.boolean(),
});

const schema = z
  .strictObject({
    key: z.string().regex(/^[0-9a-f]{64}$/),
    model: z.string().min(1),
    request: z.json(),
    isRedacted: z.boolean(),
    reply: reply.optional(),
    failure: z.strictObject({ code: z.string().min(1), message: z.string() }).optional(),
  })
  .refine((entry) => (entry.reply === undefined) !== (entry.failure === undefined), {
    message: 'expected either a reply or a failure',
  });

/** Returns an entry of a cassette, or throws naming what is wrong with it. */
export const parseEntry = (value: unknown): CassetteEntry =>
  parseOptions(schema, value, 'cassette entry') as CassetteEntry;
