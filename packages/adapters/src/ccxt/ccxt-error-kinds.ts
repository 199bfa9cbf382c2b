import { BrokerError, DataError, InvalidOptionsError, type SigmaxError, type SigmaxErrorOptions } from '@sigmax/core';

/** What an error of ccxt means here. */
export interface ErrorKind {
  readonly code: string;
  readonly isRetryable: boolean;
  readonly remedy: string;
  readonly make: (options: SigmaxErrorOptions) => SigmaxError;
}

const broker = (options: SigmaxErrorOptions): SigmaxError => new BrokerError(options);
const data = (options: SigmaxErrorOptions): SigmaxError => new DataError(options);
const invalid = (options: SigmaxErrorOptions): SigmaxError => new InvalidOptionsError(options);

const kind = (make: ErrorKind['make'], code: string, isRetryable: boolean, remedy: string): ErrorKind => ({
  code,
  isRetryable,
  remedy,
  make,
});

const network = kind(broker, 'NETWORK', true, 'Check the connection; it is tried again.');
const credentials = kind(
  broker,
  'AUTHENTICATION',
  false,
  'Check the key, its rights and the addresses it is bound to.',
);
const rejected = kind(broker, 'REJECTED', false, 'See what the venue said.');
const order = kind(broker, 'INVALID_ORDER', false, 'See what the venue said about the order.');
const badAnswer = kind(data, 'BAD_RESPONSE', true, 'The venue sent what it does not document; it is asked again.');

/** What an error means that no name tells: ccxt failed on what it was sent. */
export const unknownKind = kind(
  data,
  'CCXT_FAILED',
  true,
  'ccxt could not use what the venue sent; it is tried again.',
);

/**
 * Errors of ccxt by the name of their class. A class that is not here counts as the nearest one above it that is.
 *
 * Retrying makes sense where the same request may succeed later without a change by the user. An order is never sent again
 * for that reason alone: its outcome is asked for.
 */
export const errorKinds: Readonly<Record<string, ErrorKind>> = {
  BaseError: kind(broker, 'VENUE_FAILED', false, 'See what the venue said.'),
  ExchangeError: kind(broker, 'VENUE_FAILED', false, 'See what the venue said.'),
  AuthenticationError: credentials,
  PermissionDenied: credentials,
  AccountNotEnabled: credentials,
  AccountSuspended: credentials,
  ArgumentsRequired: kind(invalid, 'BAD_REQUEST', false, 'See what is missing.'),
  BadRequest: kind(invalid, 'BAD_REQUEST', false, 'See what the venue said about the request.'),
  BadSymbol: kind(invalid, 'UNKNOWN_SYMBOL', false, 'Write the symbol as ccxt does, for example "BTC/USDT".'),
  OperationRejected: rejected,
  NoChange: rejected,
  MarginModeAlreadySet: rejected,
  MarketClosed: kind(broker, 'MARKET_CLOSED', false, 'Wait until the venue opens the market.'),
  ManualInteractionNeeded: rejected,
  RestrictedLocation: kind(broker, 'RESTRICTED_LOCATION', false, 'The venue does not serve this address.'),
  InsufficientFunds: kind(broker, 'INSUFFICIENT_FUNDS', false, 'Compare the order with the free balance.'),
  InvalidAddress: rejected,
  AddressPending: rejected,
  InvalidOrder: order,
  OrderNotFound: kind(broker, 'ORDER_NOT_FOUND', false, 'Ask for it by its client id, and see recent trades.'),
  OrderNotCached: order,
  OrderImmediatelyFillable: order,
  OrderNotFillable: order,
  DuplicateOrderId: kind(broker, 'DUPLICATE_ORDER_ID', false, 'The order is at the venue already: ask for it.'),
  ContractUnavailable: order,
  NotSupported: kind(invalid, 'NOT_SUPPORTED', false, 'ccxt does not offer this for the venue.'),
  InvalidProxySettings: kind(invalid, 'INVALID_PROXY', false, 'Check the proxy in the options.'),
  ExchangeClosedByUser: kind(broker, 'CLOSED', false, 'The connection was closed on purpose.'),
  OperationFailed: network,
  NetworkError: network,
  DDoSProtection: kind(broker, 'BANNED', true, 'Nothing is sent until the ban is over.'),
  RateLimitExceeded: kind(broker, 'RATE_LIMITED', true, 'Nothing is sent until the venue allows it; lower the budget.'),
  ExchangeNotAvailable: kind(broker, 'VENUE_DOWN', true, 'Wait for the venue; it is tried again.'),
  OnMaintenance: kind(broker, 'MAINTENANCE', true, 'Wait for the venue; it is tried again.'),
  InvalidNonce: kind(broker, 'CLOCK_SKEW', true, 'The clock is measured anew and the request made again.'),
  ChecksumError: kind(data, 'BOOK_OUT_OF_STEP', true, 'The book is loaded anew.'),
  RequestTimeout: kind(broker, 'TIMEOUT', true, 'It is tried again; for an order ask first what became of it.'),
  BadResponse: badAnswer,
  NullResponse: badAnswer,
  CancelPending: kind(broker, 'CANCEL_PENDING', true, 'Ask for the order until it is cancelled.'),
  UnsubscribeError: network,
};
