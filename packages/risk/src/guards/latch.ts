import {
  type Finding,
  type GuardEvent,
  type Intervention,
  type OrderIntent,
  type Portfolio,
  pass,
  type StopAction,
  type Verdict,
} from '@sigmax/core';
import { z } from 'zod';
import { type DenialCode, reduceOnly } from '../denial-codes';
import { isReducing } from '../is-reducing';

/** How far a guard may stop a bot, as an option. */
export const stopAction = z.enum(['pause', 'halt', 'cancel', 'flatten']);

/** What tripped a guard, kept until it is re-armed. */
export interface Trip extends Finding {
  readonly code: DenialCode;
}

/** A broken number is shown as 0: events carry finite numbers only, the code says what was wrong. */
export const tripOf = (code: DenialCode, limit: number, observed: number): Trip => ({
  code,
  limit,
  observed: Number.isFinite(observed) ? observed : 0,
});

/** Whether an operator has asked a guard to begin afresh. */
export const isRearmed = (event: GuardEvent, name: string): boolean =>
  event.type === 'bot-rearmed' && event.of === name;

/** What a guard says to an order while it is tripped: exits leave, nothing else does. */
export const latched = (trip: Trip | undefined, intent: OrderIntent, portfolio: Portfolio): Verdict =>
  trip === undefined || isReducing(intent, portfolio) ? pass : reduceOnly(trip.code, trip.limit, trip.observed);

/** What a guard asks of the bot while it is tripped. */
export const demanded = (trip: Trip | undefined, action: StopAction): Intervention | undefined =>
  trip === undefined ? undefined : { action, code: trip.code, limit: trip.limit, observed: trip.observed };
