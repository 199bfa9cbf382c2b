import type { RunResult } from '@sigmax/core';

/** What a guard did first. */
export interface GuardReaction {
  readonly guard: string;
  readonly code: string;
  /** What became of the order, or how the bot was stopped. */
  readonly reaction: 'denied' | 'shrunk' | 'delayed' | 'pause' | 'halt' | 'cancel' | 'flatten';
  readonly limit: number;
  readonly observed: number;
  readonly timeMs: number;
}

/** Who says things under a name and is no guard. */
const others = new Set(['sizing', 'strategy', 'operator', 'memory']);

type Told = Extract<RunResult['events'][number], { readonly guard: string }>;

const reactionTo = (event: Told): GuardReaction['reaction'] => {
  switch (event.type) {
    case 'order-denied':
      return 'denied';
    case 'order-shrunk':
      return 'shrunk';
    case 'order-delayed':
      return 'delayed';
    case 'bot-halted':
      return event.action;
  }
};

/** What a guard did first from a moment on; `undefined` when none did anything. */
export const firstReaction = (events: RunResult['events'], sinceMs: number): GuardReaction | undefined => {
  for (const event of events) {
    if (!('guard' in event) || event.timeMs < sinceMs || others.has(event.guard)) continue;
    const { guard, code, limit = 0, observed = 0, timeMs } = event;
    return { guard, code, reaction: reactionTo(event), limit, observed, timeMs };
  }
  return undefined;
};

/** How long it took from the first flatten on until nothing was held any more; `undefined` where there was none, or no end. */
export const flatAfter = (events: RunResult['events'], sinceMs: number): number | undefined => {
  const held = new Map<string, number>();
  let flattenMs: number | undefined;
  const isFlat = (): boolean => [...held.values()].every((quantity) => !(quantity > 0));
  for (const event of events) {
    if (event.type === 'fill') held.set(event.instrumentId, event.positionAfter);
    if (event.type === 'bot-halted' && event.action === 'flatten' && event.timeMs >= sinceMs)
      flattenMs ??= event.timeMs;
    if (flattenMs !== undefined && isFlat() && 'timeMs' in event) return event.timeMs - flattenMs;
  }
  return undefined;
};
