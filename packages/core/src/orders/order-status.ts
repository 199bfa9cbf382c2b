import { BrokerError } from '../errors';

/**
 * The life of an order.
 *
 * `submitted` left us, `accepted` rests at the venue, `unknown` may or may not be there: a lost acknowledgement is
 * resolved by asking the venue, never by sending again. The last four are final.
 */
export type OrderStatus =
  | 'submitted'
  | 'accepted'
  | 'partially-filled'
  | 'unknown'
  | 'filled'
  | 'cancelled'
  | 'rejected'
  | 'expired';

/** What a venue may report about an order. */
export type OrderReport = 'accept' | 'fill' | 'fill-rest' | 'cancel' | 'reject' | 'expire' | 'lose';

const alive = {
  fill: 'partially-filled',
  'fill-rest': 'filled',
  cancel: 'cancelled',
  expire: 'expired',
  lose: 'unknown',
} as const;

const transitions: Readonly<Record<OrderStatus, Partial<Record<OrderReport, OrderStatus>>>> = {
  // A fill may overtake its acknowledgement.
  submitted: { ...alive, accept: 'accepted', reject: 'rejected' },
  accepted: alive,
  'partially-filled': alive,
  // Asking the venue can reveal any state; an order that had fills cannot turn out rejected, which the kernel checks.
  unknown: { ...alive, accept: 'accepted', reject: 'rejected' },
  filled: {},
  cancelled: {},
  rejected: {},
  expired: {},
};

export const isFinalStatus = (status: OrderStatus): boolean =>
  status === 'filled' || status === 'cancelled' || status === 'rejected' || status === 'expired';

/**
 * Returns the status that follows a venue's report.
 *
 * @throws {BrokerError} the report cannot follow the status.
 * @example
 * ```ts
 * import { nextOrderStatus } from '@sigmax/core';
 * nextOrderStatus('submitted', 'lose'); // => 'unknown'
 * nextOrderStatus('unknown', 'fill-rest'); // => 'filled'
 * ```
 */
export const nextOrderStatus = (status: OrderStatus, report: OrderReport): OrderStatus => {
  const next = transitions[status][report];
  if (next === undefined) {
    throw new BrokerError({
      code: 'INVALID_TRANSITION',
      message: `An order that is ${status} was reported "${report}".`,
      remedy: 'Reconcile with the venue before going on.',
      context: { status, report },
    });
  }
  return next;
};
