import type { OrderReport } from '../account/order-desk';
import type { MarketStep } from '../market/venue-market';
import type { Connection } from './connection';
import type { Route, VenueAnswer, VenueRequest } from './venue-request';

/** How one venue speaks. It owns no socket and no clock: it is told what happens, and answers. */
export interface Protocol {
  /** `GET /api/v3/time` and what answers there. */
  readonly routes: Readonly<Record<string, Route>>;
  /** What the venue says where there is nothing. */
  unknownRoute(request: VenueRequest): VenueAnswer;
  /** The body of an answer to one request too many. */
  readonly tooManyRequests: string;
  /** The body of an answer with a status from 500 on. */
  readonly serverError: string;
  opened(connection: Connection): void;
  received(connection: Connection, text: string): void;
  closed(connection: Connection): void;
  /** Something happened in a market. */
  stepped(step: MarketStep): void;
  /** Something happened to an order of the account. */
  reported(report: OrderReport): void;
  /** Another second has passed. */
  ticked(): void;
}
