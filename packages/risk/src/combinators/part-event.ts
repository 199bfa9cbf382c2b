import type { Bar, GuardEvent } from '@sigmax/core';
import { isInstrumentOf, type Part, scopeWithin } from './part';
import { renamedEvent } from './renamed-event';

/** An event that is about no order, as a guard of a part should hear it; `undefined` when it is none of its business. */
export const partEvent = (part: Part, event: GuardEvent, outer: string, inner: string): GuardEvent | undefined => {
  if (event.type === 'snapshot') {
    if (part.instrumentId === undefined && part.venue === undefined) return event;
    return snapshotOf(
      event.timeMs,
      event.bars.filter(({ instrumentId }) => isInstrumentOf(part, instrumentId)),
    );
  }
  const heard = renamedEvent(event, outer, inner);
  if (heard === undefined || (heard.type !== 'bot-rearmed' && heard.type !== 'bot-halted')) return heard;
  const scope = scopeWithin(part, heard.scope);
  if (scope === undefined) return undefined;
  const { scope: _, ...rest } = heard;
  return Object.keys(scope).length === 0 ? rest : { ...rest, scope };
};

export const snapshotOf = (timeMs: number, bars: readonly Bar[]): GuardEvent => ({ type: 'snapshot', timeMs, bars });
