import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { type Answer, abstentionCodes, repairCodes } from './answer';

const whole = z.int().nonnegative();

const cost = z.strictObject({ calls: whole, inputTokens: whole, outputTokens: whole, nanoUsd: whole });

const base = z.strictObject({
  agent: z.string().min(1),
  instrumentId: z.string().min(1),
  timeMs: z.number(),
  reason: z.string().max(2_000),
  evidence: z.array(z.string().min(1)),
  cost,
  model: z.string().min(1).optional(),
  isDegraded: z.boolean(),
  repairs: z.array(z.enum(repairCodes)),
});

const opinion = z.strictObject({
  ...base.shape,
  type: z.literal('opinion'),
  score: z.number().min(-1).max(1),
  confidence: z.number().min(0).max(1),
  horizonMs: z.number().positive().optional(),
});

const abstention = z.strictObject({ ...base.shape, type: z.literal('abstention'), code: z.enum(abstentionCodes) });

const schema = z.discriminatedUnion('type', [opinion, abstention]);

const draft = z.strictObject({
  score: z.number().min(-1).max(1).describe('-1 is sell all, 1 is buy all, 0 is neutral'),
  confidence: z.number().min(0).max(1).describe('0 is a guess, 1 is certain'),
  horizonHours: z.number().positive().nullable().describe('how many hours the opinion looks ahead, or null'),
  evidence: z.array(z.string()).describe('ids of the evidence that the opinion rests on'),
  reason: z.string().describe('why, in at most three sentences'),
});

/** What a language model is asked to fill in. */
export type OpinionDraft = z.output<typeof draft>;

/** The schema of {@link OpinionDraft}, for structured output. */
export const opinionDraftSchema = (): typeof draft => draft;

/**
 * Returns an answer that came from outside, a log or a wire, or throws: score in −1…1, confidence in 0…1, known codes, no other
 * fields.
 *
 * @throws {InvalidOptionsError} names every wrong field.
 * @example
 * ```ts
 * import { parseAnswer } from '@sigmax/agents';
 * let wrong = '';
 * try { parseAnswer({ type: 'opinion', score: 2 }); } catch (error) { wrong = (error as Error).message; }
 * wrong.includes('score was 2'); // => true
 * ```
 */
export const parseAnswer = (value: unknown): Answer => parseOptions(schema, value, 'answer') as Answer;
