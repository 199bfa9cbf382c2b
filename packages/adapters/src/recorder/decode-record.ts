import type { OrderBookDelta } from '@sigmax/core';
import { LineFault } from './line-fault';
import type { Recordable, RecordableType } from './raw-frame';

/** One line of a recording, parsed. */
export type Row = Readonly<Record<string, unknown>>;

const wrong = (field: string, value: unknown, expected: string): never => {
  throw new LineFault({
    code: 'NOT_A_RECORD',
    problem: `${field} was ${JSON.stringify(value) ?? 'missing'}, not ${expected}`,
    remedy: 'This is no line of a recorder of this version: restore the file from where it was recorded.',
    field,
    value,
  });
};

export const numberOf = (row: Row, field: string): number => {
  const value = row[field];
  // JSON.parse reads 1e400 as Infinity.
  return typeof value === 'number' && Number.isFinite(value) ? value : wrong(field, value, 'a finite number');
};

export const textOf = (row: Row, field: string): string => {
  const value = row[field];
  return typeof value === 'string' ? value : wrong(field, value, 'text');
};

export const wholeOf = (row: Row, field: string): number => {
  const value = row[field];
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : wrong(field, value, 'a count');
};

const levelsOf = (row: Row, field: string): number[] => {
  const value = row[field];
  const isList = Array.isArray(value) && value.length % 2 === 0 && value.every((one) => Number.isFinite(one));
  return isList ? (value as number[]) : wrong(field, value, 'a flat list of pairs');
};

const sideOf = (row: Row): 'buy' | 'sell' | undefined => {
  const { side } = row;
  return side === undefined || side === 'buy' || side === 'sell' ? side : wrong('side', side, 'buy or sell');
};

const optionalNumber = (row: Row, field: string) =>
  row[field] === undefined ? undefined : { [field]: numberOf(row, field) };

const optionalText = (row: Row, field: string) =>
  row[field] === undefined ? undefined : { [field]: textOf(row, field) };

const book = (row: Row): Pick<OrderBookDelta, 'timeMs' | 'bids' | 'asks' | 'updateId'> => ({
  timeMs: numberOf(row, 'timeMs'),
  bids: levelsOf(row, 'bids'),
  asks: levelsOf(row, 'asks'),
  ...optionalText(row, 'updateId'),
});

type Decoder = (row: Row, instrumentId: string) => Recordable;

const decoders: { readonly [Type in RecordableType]: Decoder } = {
  bar: (row, instrumentId) => ({
    type: 'bar',
    instrumentId,
    timeMs: numberOf(row, 'timeMs'),
    open: numberOf(row, 'open'),
    high: numberOf(row, 'high'),
    low: numberOf(row, 'low'),
    close: numberOf(row, 'close'),
    volume: numberOf(row, 'volume'),
  }),
  quote: (row, instrumentId) => ({
    type: 'quote',
    instrumentId,
    timeMs: numberOf(row, 'timeMs'),
    bid: numberOf(row, 'bid'),
    bidQuantity: numberOf(row, 'bidQuantity'),
    ask: numberOf(row, 'ask'),
    askQuantity: numberOf(row, 'askQuantity'),
  }),
  trade: (row, instrumentId) => ({
    type: 'trade',
    instrumentId,
    timeMs: numberOf(row, 'timeMs'),
    id: textOf(row, 'id'),
    price: numberOf(row, 'price'),
    quantity: numberOf(row, 'quantity'),
    side: sideOf(row),
  }),
  'funding-rate': (row, instrumentId) => ({
    type: 'funding-rate',
    instrumentId,
    timeMs: numberOf(row, 'timeMs'),
    rate: numberOf(row, 'rate'),
    settlesAtMs: numberOf(row, 'settlesAtMs'),
    ...optionalNumber(row, 'markPrice'),
  }),
  'order-book-delta': (row, instrumentId) => ({ type: 'order-book-delta', instrumentId, ...book(row) }),
  'order-book-snapshot': (row, instrumentId) => ({
    type: 'order-book-snapshot',
    instrumentId,
    ...book(row),
    ...optionalNumber(row, 'bidsKnownTo'),
    ...optionalNumber(row, 'asksKnownTo'),
  }),
  'raw-frame': (row) => ({
    type: 'raw-frame',
    venue: textOf(row, 'venue'),
    ...optionalText(row, 'stream'),
    timeMs: numberOf(row, 'timeMs'),
    text: textOf(row, 'text'),
  }),
};

export const recordableTypes = Object.keys(decoders) as readonly RecordableType[];

export const isRecordableType = (type: unknown): type is RecordableType =>
  typeof type === 'string' && Object.hasOwn(decoders, type);

/**
 * The event that a row holds. `instruments` gives the instrument of each symbol number.
 *
 * @throws {LineFault} a field is missing or of another type, or the symbol was not announced before.
 */
export const decodeRecord = (type: RecordableType, row: Row, instruments: ReadonlyMap<unknown, string>): Recordable => {
  const instrumentId = type === 'raw-frame' ? '' : instruments.get(row.symbol);
  return instrumentId === undefined
    ? wrong('symbol', row.symbol, 'a symbol that was announced')
    : decoders[type](row, instrumentId);
};
