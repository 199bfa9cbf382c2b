import type { Bar, FundingRate, MarketData, OrderBookDelta, OrderBookSnapshot, Quote, Trade } from '@sigmax/core';
import { valueFault } from '../internal/bar-values';
import { type Fault, shown } from '../internal/fault';
import { timeLimitMs } from './partition';

/**
 * What is wrong with an event. What is not `isMalformed` is a row that a table could hold, such as a bar with its high below
 * its low; a catalogue takes it when it is asked to.
 */
export interface EventFault extends Fault {
  readonly isMalformed: boolean;
}

type Check = (name: string, value: unknown) => EventFault | undefined;

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return shown(value);
  return typeof value === 'object' && value !== null ? Object.prototype.toString.call(value) : String(value);
};

const malformed = (field: string, value: unknown, expected: string): EventFault => ({
  code: typeof value === 'number' && !Number.isFinite(value) ? 'NOT_FINITE' : 'INVALID_FIELD',
  problem: `${field} was ${textOf(value)}, not ${expected}`,
  remedy: 'Remove or mend the event; nothing of this ingest was kept.',
  field,
  value,
  isMalformed: true,
});

const wrong = (code: string, field: string, value: number, expected: string): EventFault => ({
  code,
  problem: `${field} was ${value}, not ${expected}`,
  remedy: "Remove or mend the event, or pass faults: 'keep' to store it and see it in the report.",
  field,
  value,
  isMalformed: false,
});

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const number: Check = (name, value) => (isNumber(value) ? undefined : malformed(name, value, 'a finite number'));

const optionalNumber: Check = (name, value) => (value === undefined ? undefined : number(name, value));

const optionalText: Check = (name, value) =>
  value === undefined || (typeof value === 'string' && isStorable(value))
    ? undefined
    : malformed(name, value, 'a text');

/** Text that comes back as it went in: UTF-8 has no lone surrogates, and DuckDB ends a text at a NUL. */
const isStorable = (text: string): boolean => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);

const above = (name: string, value: number): EventFault | undefined =>
  value > 0 ? undefined : wrong('NOT_POSITIVE', name, value, 'above 0');

const notBelow = (name: string, value: number): EventFault | undefined =>
  value >= 0 ? undefined : wrong('NEGATIVE_QUANTITY', name, value, 'at least 0');

/** The first fault of several fields of one event. */
const first = <Event extends object>(event: Event, names: readonly (keyof Event & string)[], check: Check) => {
  for (const name of names) {
    const fault = check(name, event[name]);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

const barFields = ['open', 'high', 'low', 'close', 'volume'] as const;

const barFault = (bar: Bar): EventFault | undefined => {
  const fault = first(bar, barFields, number);
  if (fault !== undefined) return fault;
  const value = valueFault(bar.open, bar.high, bar.low, bar.close, bar.volume);
  return value === undefined ? undefined : { ...value, isMalformed: false };
};

const tradeFault = (trade: Trade): EventFault | undefined =>
  first(trade, ['price', 'quantity'], number) ??
  (typeof trade.id === 'string' && isStorable(trade.id) ? undefined : malformed('id', trade.id, 'a text')) ??
  (trade.side === undefined || trade.side === 'buy' || trade.side === 'sell'
    ? undefined
    : malformed('side', trade.side, "'buy', 'sell' or undefined")) ??
  above('price', trade.price) ??
  above('quantity', trade.quantity);

const quoteFields = ['bid', 'bidQuantity', 'ask', 'askQuantity'] as const;

const quoteFault = (quote: Quote): EventFault | undefined =>
  first(quote, quoteFields, number) ??
  above('bid', quote.bid) ??
  notBelow('bidQuantity', quote.bidQuantity) ??
  above('ask', quote.ask) ??
  notBelow('askQuantity', quote.askQuantity);

const fundingFault = (funding: FundingRate): EventFault | undefined =>
  first(funding, ['rate', 'settlesAtMs'], number) ?? optionalNumber('markPrice', funding.markPrice);

const levelsFault = (name: 'bids' | 'asks', levels: unknown): EventFault | undefined => {
  if (!Array.isArray(levels) || levels.length % 2 !== 0)
    return malformed(name, levels, 'a flat list of prices and quantities');
  for (let index = 0; index < levels.length; index += 2) {
    const price: unknown = levels[index];
    const quantity: unknown = levels[index + 1];
    if (!isNumber(price)) return malformed(`price ${index / 2} of ${name}`, price, 'a finite number');
    if (!isNumber(quantity)) return malformed(`quantity ${index / 2} of ${name}`, quantity, 'a finite number');
    const fault =
      above(`price ${index / 2} of ${name}`, price) ?? notBelow(`quantity ${index / 2} of ${name}`, quantity);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

const bookFault = (event: OrderBookSnapshot | OrderBookDelta): EventFault | undefined =>
  levelsFault('bids', event.bids) ??
  levelsFault('asks', event.asks) ??
  optionalText('updateId', event.updateId) ??
  (event.type === 'order-book-snapshot'
    ? (optionalNumber('bidsKnownTo', event.bidsKnownTo) ?? optionalNumber('asksKnownTo', event.asksKnownTo))
    : undefined);

const contentFault = (event: MarketData): EventFault | undefined => {
  switch (event.type) {
    case 'bar':
      return barFault(event);
    case 'trade':
      return tradeFault(event);
    case 'quote':
      return quoteFault(event);
    case 'funding-rate':
      return fundingFault(event);
    case 'order-book-snapshot':
    case 'order-book-delta':
      return bookFault(event);
    default:
      return malformed('type', (event as { type?: unknown }).type, 'a type of market data');
  }
};

/** What is wrong with an event as a row of a table, whatever came before it; `undefined` when nothing is. */
export const eventFault = (event: MarketData): EventFault | undefined => {
  if (typeof event !== 'object' || event === null) return malformed('event', event, 'market data');
  const { instrumentId, timeMs } = event;
  if (typeof instrumentId !== 'string' || instrumentId === '' || !isStorable(instrumentId)) {
    return malformed('instrumentId', instrumentId, 'a text');
  }
  if (!(isNumber(timeMs) && timeMs >= 0 && timeMs < timeLimitMs)) {
    const fault = malformed('timeMs', timeMs, 'milliseconds from 1970 up to the year 9999');
    return isNumber(timeMs) ? { ...fault, code: 'TIME_OUT_OF_RANGE' } : fault;
  }
  return contentFault(event);
};
