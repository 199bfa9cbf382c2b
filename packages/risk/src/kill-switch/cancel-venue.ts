import type { Scope } from '@sigmax/core';

/** An open order as a venue lists it. What a venue does not tell is left out, and then no scope excludes the order. */
export interface VenueOrder {
  /** Unique at the venue: where numbers are unique for each instrument only, the adapter writes both into it. */
  readonly id: string;
  readonly instrumentId?: string;
  /** Empty for an order that is known to have none. */
  readonly tag?: string;
}

/** What is held at a venue. */
export interface HeldPosition {
  readonly instrumentId: string;
  /** Signed, in base. */
  readonly quantity: number;
}

/** What a flatten asks of a venue. */
export interface CloseRequest {
  readonly scope: Scope;
  /** Furthest below the last price that a sale may go (above it, for what is short), as a fraction. Left out: any price. */
  readonly collarRate?: number;
}

/**
 * What a kill switch needs of a venue, and nothing that could open an order.
 *
 * An implementer guarantees: no call waits for another, nor for a rate limiter's queue of ordinary orders; `openOrders` lists
 * every order of the account that may still fill, or rejects; a promise that resolves means that the venue took the
 * request, not that the order is gone. Every call may reject, never answer, or answer late; one that throws at once counts as
 * rejected.
 */
export interface CancelVenue {
  /** What stands before the colon of its instruments' ids. */
  readonly name: string;
  openOrders(): Promise<readonly VenueOrder[]>;
  cancel(orderId: string): Promise<unknown>;
  /** What is known to be open without asking, perhaps no longer true: so that a cancel can leave in the same tick. */
  knownOrders?(): readonly VenueOrder[];
  /** Cancels everything in a scope with one request; rejects when the venue cannot narrow it so far. */
  cancelAll?(scope: Scope): Promise<unknown>;
  /** Asks the venue to cancel everything by itself unless asked again in time; 0 takes that back. */
  cancelAllAfter?(timeoutMs: number): Promise<unknown>;
  /**
   * Tries once to close what is held in a scope, with orders that cannot rest (IOC) and never more than is held
   * (reduce-only where there is such a thing), none beyond the collar; then asks and answers what is still held there.
   */
  closePositions?(request: CloseRequest): Promise<readonly HeldPosition[]>;
}
