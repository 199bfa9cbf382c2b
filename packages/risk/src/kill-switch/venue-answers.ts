import type { HeldPosition, VenueOrder } from './cancel-venue';

const isOrder = (value: unknown): value is VenueOrder => typeof Reflect.get(Object(value), 'id') === 'string';

/** What of an answer are orders with ids. */
export const namedOrders = (answer: unknown): readonly VenueOrder[] =>
  Array.isArray(answer) ? answer.filter(isOrder) : [];

/** A venue's answer as a list of orders; `undefined` when one of them has no id, or it is no list. */
export const ordersOf = (answer: unknown): readonly VenueOrder[] | undefined =>
  Array.isArray(answer) && answer.every(isOrder) ? answer : undefined;

const isPosition = (value: unknown): value is HeldPosition =>
  typeof Reflect.get(Object(value), 'instrumentId') === 'string' &&
  Number.isFinite(Reflect.get(Object(value), 'quantity'));

/** A venue's answer as what is still held; `undefined` when it is no list of that. */
export const positionsOf = (answer: unknown): readonly HeldPosition[] | undefined =>
  Array.isArray(answer) && answer.every(isPosition) ? answer.filter(({ quantity }) => quantity !== 0) : undefined;

/** Units of everything together: only to see whether it becomes less. */
export const heldUnits = (positions: readonly HeldPosition[]): number =>
  positions.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0);
