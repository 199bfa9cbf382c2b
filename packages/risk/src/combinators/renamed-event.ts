import type { GuardEvent } from '@sigmax/core';

/**
 * An event as a guard inside another should hear it, under its own name: the bot knows the outer one only, so what is said
 * of that is meant for the inner one, and what is said of the inner name is meant for somebody else.
 */
export const renamedEvent = (event: GuardEvent, outer: string, inner: string): GuardEvent | undefined => {
  if (event.type === 'bot-rearmed') {
    if (event.of === outer) return outer === inner ? event : { ...event, of: inner };
    return event.of === inner ? undefined : event;
  }
  if (event.type === 'bot-halted') {
    if (event.guard === outer) return outer === inner ? event : { ...event, guard: inner };
    return event.guard === inner ? undefined : event;
  }
  return event;
};
