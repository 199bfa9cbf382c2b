import { DataError, type FundingRate, type OrderBookDelta, type OrderBookSnapshot } from '@sigmax/core';
import type { Recordable } from './raw-frame';

const refuse = (event: Recordable, field: string, value: unknown, expected: string): never => {
  throw new DataError({
    code: 'NOT_RECORDABLE',
    message: `record: ${field} of a ${String(Object(event).type)} was ${String(value)}, not ${expected}.`,
    remedy: 'Put quarantine(checkMarketData()) before the recorder, or mend the source.',
    context: { field, value, type: Object(event).type },
  });
};

/** JSON's own numbers, which give the same double again; JSON.stringify would write `null` for what is not finite. */
const decimal = (event: Recordable, field: string, value: unknown): string => {
  if (typeof value !== 'number' || !Number.isFinite(value)) return refuse(event, field, value, 'a finite number');
  return Object.is(value, -0) ? '-0' : String(value);
};

const text = (event: Recordable, field: string, value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(value) : refuse(event, field, value, 'text');

const numbers = (event: Recordable, ...fields: readonly string[]): string =>
  fields.map((field) => `,"${field}":${decimal(event, field, Reflect.get(event, field))}`).join('');

const optionalNumber = (event: Recordable, field: string): string =>
  Reflect.get(event, field) === undefined ? '' : numbers(event, field);

const optionalText = (event: Recordable, field: string): string => {
  const value: unknown = Reflect.get(event, field);
  return value === undefined ? '' : `,"${field}":${text(event, field, value)}`;
};

const levels = (event: OrderBookDelta | OrderBookSnapshot, side: 'bids' | 'asks'): string => {
  const list: unknown = event[side];
  if (!Array.isArray(list) || list.length % 2 !== 0) return refuse(event, side, list, 'a flat list of pairs');
  return `,"${side}":[${list.map((value) => decimal(event, side, value)).join()}]`;
};

const funding = (event: FundingRate): string =>
  numbers(event, 'timeMs', 'rate', 'settlesAtMs') + optionalNumber(event, 'markPrice');

const book = (event: OrderBookDelta | OrderBookSnapshot): string =>
  numbers(event, 'timeMs') + levels(event, 'bids') + levels(event, 'asks') + optionalText(event, 'updateId');

/**
 * The fields of an event as the part of a JSON object that follows its type and its symbol; nothing is rounded.
 *
 * @throws {DataError} `NOT_RECORDABLE`: a field is missing or of another type, a number is not finite.
 */
export const encodeRecord = (event: Recordable): string => {
  const isNamed = event?.type === 'raw-frame' || (typeof event?.instrumentId === 'string' && event.instrumentId !== '');
  if (!isNamed) refuse(event, 'instrumentId', Object(event).instrumentId, 'the id of an instrument');
  switch (event?.type) {
    case 'bar':
      return numbers(event, 'timeMs', 'open', 'high', 'low', 'close', 'volume');
    case 'quote':
      return numbers(event, 'timeMs', 'bid', 'bidQuantity', 'ask', 'askQuantity');
    case 'trade': {
      const { id, side } = event;
      if (side !== undefined && side !== 'buy' && side !== 'sell') return refuse(event, 'side', side, 'buy or sell');
      const told = side === undefined ? '' : `,"side":"${side}"`;
      return `${numbers(event, 'timeMs')},"id":${text(event, 'id', id)}${numbers(event, 'price', 'quantity')}${told}`;
    }
    case 'funding-rate':
      return funding(event);
    case 'order-book-delta':
      return book(event);
    case 'order-book-snapshot':
      return book(event) + optionalNumber(event, 'bidsKnownTo') + optionalNumber(event, 'asksKnownTo');
    case 'raw-frame':
      return `,"venue":${text(event, 'venue', event.venue)}${optionalText(event, 'stream')}${numbers(event, 'timeMs')},"text":${text(event, 'text', event.text)}`;
    default:
      return refuse(event, 'type', Object(event).type, 'a kind of market data');
  }
};
