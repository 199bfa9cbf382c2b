import type { OrderDesk } from '../account/order-desk';
import type { BookMoment } from '../market/book-timeline';
import type { VenueFunding } from '../market/funding-schedule';
import type { VenueMarket } from '../market/venue-market';
import type { Connection } from './connection';

export interface VenueCredentials {
  readonly apiKey: string;
  readonly secret: string;
  /** OKX's passphrase. */
  readonly password: string;
}

/** What a protocol speaks about. */
export interface VenueContext {
  readonly markets: readonly VenueMarket[];
  readonly desk: OrderDesk;
  readonly credentials: VenueCredentials;
  /** Whether requests must be of now by the venue's clock. */
  readonly checksTimes: boolean;
  /** The venue's clock, with its skew. */
  nowMs(): number;
  connections(): Iterable<Connection>;
  /** The book for a snapshot, which may be stale when a fault says so. */
  snapshot(market: VenueMarket, from: { readonly connection?: number; readonly path?: string }): BookMoment;
  /** The boundaries of a perpetual from one moment to another, both included. */
  funding(market: VenueMarket, fromMs: number, toMs: number): readonly VenueFunding[];
  /** An id that the venue has not used, for listen keys and connections. */
  uniqueId(): string;
}
