import { type Guard, type GuardEvent, InvalidOptionsError, type Portfolio } from '@sigmax/core';

/** Tells a guard inside another of an event, and refuses a state that is none: what comes later would be no state at all. */
export const told = (guard: Guard, state: unknown, event: GuardEvent, portfolio: Portfolio): unknown => {
  if (guard.update === undefined) return state;
  const next = guard.update(state, event, portfolio);
  if (typeof next === 'object' && next !== null && 'then' in next) {
    throw new TypeError(`Guard ${guard.name} cannot be asynchronous.`);
  }
  return next;
};

/**
 * A guard as an option.
 *
 * @throws {InvalidOptionsError} it has no name, or does nothing.
 */
export const requireGuard = (guard: Guard, what: string): Guard => {
  const { name, update, check, intervene } = Object(guard) as Partial<Guard>;
  const isGuard =
    typeof name === 'string' && name !== '' && [update, check, intervene].some((one) => one !== undefined);
  if (isGuard) return guard;
  throw new InvalidOptionsError({
    code: 'INVALID_OPTIONS',
    message: `${what}: a guard was ${typeof name === 'string' ? `${JSON.stringify(name)} without update, check and intervene` : typeof guard}.`,
    remedy: 'Give guards, as createBot takes them.',
    context: { what },
  });
};
