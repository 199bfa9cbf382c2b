import { z } from 'zod';

/** An instrument id as an option: one of another form could never be traded, so its limit would limit nothing. */
export const instrumentId = z.string().regex(/^[^\s:]+:[^\s:/]+\/[^\s:/]+$/, 'expected venue:BASE/QUOTE');

/** A list of instruments as an option. */
export const instrumentIds = z.array(instrumentId).min(1);
