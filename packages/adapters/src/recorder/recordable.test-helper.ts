import fc from 'fast-check';
import type { Recordable } from './raw-frame';

/** Any double that is a number: huge, tiny, negative, −0. */
const number = fc.double({ noDefaultInfinity: true, noNaN: true });

/** Any text, lone surrogates, line ends and quotes among it. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom('\n', '\r\n', '"', '\\', '\u2028', '{"crc":"00000000"}', '9007199254740993', '__proto__', ''),
);

const levels = fc.array(fc.tuple(number, number), { maxLength: 4 }).map((pairs): number[] => pairs.flat());

const base = {
  instrumentId: fc.oneof(
    fc.constantFrom('demo:BTC/USDT', 'demo:ETH/USDT'),
    text.filter((id) => id !== ''),
  ),
  timeMs: number,
};

const book = { ...base, bids: levels, asks: levels };
const optional = { requiredKeys: [] as [] };
const updateId = fc.record({ updateId: text }, optional);

const generated: fc.Arbitrary<Recordable> = fc.oneof(
  fc.record({
    type: fc.constant('bar' as const),
    ...base,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
  }),
  fc.record({
    type: fc.constant('quote' as const),
    ...base,
    bid: number,
    bidQuantity: number,
    ask: number,
    askQuantity: number,
  }),
  fc.record({
    type: fc.constant('trade' as const),
    ...base,
    id: text,
    price: number,
    quantity: number,
    side: fc.constantFrom('buy' as const, 'sell' as const, undefined),
  }),
  fc
    .tuple(
      fc.record({ type: fc.constant('funding-rate' as const), ...base, rate: number, settlesAtMs: number }),
      fc.record({ markPrice: number }, optional),
    )
    .map(([event, extra]) => ({ ...event, ...extra })),
  fc
    .tuple(fc.record({ type: fc.constant('order-book-delta' as const), ...book }), updateId)
    .map(([event, extra]) => ({ ...event, ...extra })),
  fc
    .tuple(
      fc.record({ type: fc.constant('order-book-snapshot' as const), ...book }),
      updateId,
      fc.record({ bidsKnownTo: number, asksKnownTo: number }, optional),
    )
    .map(([event, id, known]) => ({ ...event, ...id, ...known })),
  fc
    .tuple(
      fc.record({ type: fc.constant('raw-frame' as const), venue: text, timeMs: number, text }),
      fc.record({ stream: text }, optional),
    )
    .map(([event, extra]) => ({ ...event, ...extra })),
);

/** Any event that can be recorded, of every kind, as an object like any other. */
export const anyRecordable = generated.map((event) => ({ ...event }));
