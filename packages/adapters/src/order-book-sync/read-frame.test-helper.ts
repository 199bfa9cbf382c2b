import { type Random, seededRandom } from '@sigmax/core';
import { BookFrame, type ReadFrame } from './book-frame';
import { FrameFault } from './frame-fault';
import { KrakenFrame } from './kraken-frame';

const levels = ({ values, length }: { readonly values: Float64Array; readonly length: number }): number[] =>
  Array.from(values.subarray(0, length));

/** What a reader makes of a text: the frame as plain data, or the code with which it refuses. */
export const readingOf = (read: ReadFrame, text: string) => {
  const frame = new BookFrame();
  try {
    read(text, frame);
  } catch (fault) {
    if (!(fault instanceof FrameFault)) throw fault;
    return fault.code;
  }
  const { kind, previousId, lastId, order, timeMs, bids, asks } = frame;
  return kind === 'other'
    ? kind
    : {
        kind,
        previousId: String(previousId),
        lastId: String(lastId),
        order: order?.toString(),
        timeMs,
        bids: levels(bids),
        asks: levels(asks),
      };
};

/** The same for Kraken, whose frames have a checksum and digits. */
export const krakenReadingOf = (read: (text: string, frame: KrakenFrame) => void, text: string) => {
  const frame = new KrakenFrame();
  try {
    read(text, frame);
  } catch (fault) {
    if (!(fault instanceof FrameFault)) throw fault;
    return fault.code;
  }
  const { kind, checksum, order, timeMs, bids, asks } = frame;
  const side = (of: typeof bids) => ({ levels: levels(of.levels), digits: of.digits });
  return kind === 'other'
    ? kind
    : { kind, checksum, order: order?.toString(), timeMs, bids: side(bids), asks: side(asks) };
};

const shuffled = (value: unknown, random: Random): unknown => {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, random));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .map((entry) => ({ entry, at: random.uniform() }))
    .sort((a, b) => a.at - b.at)
    .map(({ entry: [key, inner] }) => [key, shuffled(inner, random)]);
  return Object.fromEntries(entries);
};

/** The same message with its fields in twenty other orders, some with white space and a field more. */
export const otherOrders = (text: string): string[] =>
  Array.from({ length: 20 }, (_, seed) => {
    const random = seededRandom(seed);
    const value = shuffled(JSON.parse(text), random) as object;
    return JSON.stringify(
      seed % 3 === 0 ? { ...value, more: [{ __proto__: { a: 1 } }, 'x'] } : value,
      undefined,
      seed % 2,
    );
  });
