import { DataError } from '../../errors';
import type { Bar } from '../../market/bar';
import { barFault } from '../../market/bar-series';
import type { Quote } from '../../market/quote';
import type { Trade } from '../../market/trade';
import { show } from '../../options';

/** What bars can be built from. A quote counts with the middle of its prices and no volume. */
export type PriceEvent = Trade | Quote | Bar;

/** The price of a trade, the middle of a quote, the close of a bar. */
export const priceOf = (event: PriceEvent): number => {
  if (event.type === 'trade') return event.price;
  return event.type === 'bar' ? event.close : (event.bid + event.ask) / 2;
};

export const volumeOf = (event: PriceEvent): number => {
  if (event.type === 'trade') return event.quantity;
  return event.type === 'bar' ? event.volume : 0;
};

const barNumbersFault = ({ open, high, low, close, volume }: Bar): { code: string; message: string } | undefined =>
  typeof open === 'number' && typeof high === 'number' && typeof low === 'number'
    ? barFault(open, high, low, close, volume)
    : { code: 'NOT_POSITIVE', message: `prices were ${show([open, high, low])}` };

const fault = (event: PriceEvent): { code: string; message: string } | undefined => {
  if (!Number.isFinite(event.timeMs)) return { code: 'NOT_FINITE', message: `time was ${show(event.timeMs)}` };
  if (event.type === 'bar') return barNumbersFault(event);
  const price = priceOf(event);
  const isPrice = typeof price === 'number' && price > 0 && price < Number.POSITIVE_INFINITY;
  if (!isPrice || (event.type === 'quote' && !(event.bid > 0))) {
    return { code: 'NOT_POSITIVE', message: `price was ${show(price)}` };
  }
  return { code: 'NEGATIVE_QUANTITY', message: `quantity was ${show(volumeOf(event))}` };
};

/**
 * @throws {DataError} the event is of another type than those that the builder takes, or one of its numbers is none, is not
 *   finite, or is a price not above 0.
 */
export const requirePriceEvent = (operator: string, types: readonly string[], event: PriceEvent): void => {
  const type = event?.type;
  if (!types.includes(type)) {
    throw new DataError({
      code: 'UNKNOWN_EVENT',
      message: `${operator}: an event was ${show(event)}.`,
      remedy: `Let through what it takes, for example with only('${types[0]}').`,
      context: { operator, types },
    });
  }
  const price = priceOf(event);
  const volume = volumeOf(event);
  // One chain of comparisons that NaN fails, so that a good event costs nothing more; text would compare like a number.
  if (
    typeof price === 'number' &&
    typeof volume === 'number' &&
    price > 0 &&
    price < Number.POSITIVE_INFINITY &&
    volume >= 0 &&
    volume < Number.POSITIVE_INFINITY &&
    event.timeMs - event.timeMs === 0 &&
    (type !== 'bar' || barNumbersFault(event) === undefined) &&
    (type !== 'quote' || event.bid > 0)
  ) {
    return;
  }
  const { code, message } = fault(event) ?? { code: 'NOT_FINITE', message: 'a number was none' };
  throw new DataError({
    code,
    message: `${operator} (${event.instrumentId}): ${message}.`,
    remedy: 'Mend the source, or set bad events aside with quarantine.',
    context: { operator, event: { ...event } },
  });
};
