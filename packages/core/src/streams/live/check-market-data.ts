import { DataError } from '../../errors';
import { barFault } from '../../market/bar-series';
import { quoteFault } from '../../market/quote';
import { show } from '../../options';
import type { MarketData } from '../market-data';

interface Fault {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
}

const positive = (name: string, value: unknown): Fault | undefined =>
  typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY
    ? undefined
    : { code: 'NOT_POSITIVE', message: `${name} was ${show(value)}` };

const finite = (name: string, value: unknown): Fault | undefined =>
  Number.isFinite(value) ? undefined : { code: 'NOT_FINITE', message: `${name} was ${show(value)}` };

const bars = ['open', 'high', 'low', 'close', 'volume'] as const;

const levelsFault = (name: string, levels: unknown): Fault | undefined => {
  if (!Array.isArray(levels) || levels.length % 2 !== 0) {
    return { code: 'INVALID_LEVELS', message: `${name} was no flat list of prices and quantities` };
  }
  for (let index = 0; index < levels.length; index += 2) {
    const fault = positive(`price ${index / 2} of ${name}`, levels[index]);
    if (fault !== undefined) return fault;
    const quantity: unknown = levels[index + 1];
    if (!(typeof quantity === 'number' && quantity >= 0 && quantity < Number.POSITIVE_INFINITY)) {
      return { code: 'NEGATIVE_QUANTITY', message: `quantity ${index / 2} of ${name} was ${show(quantity)}` };
    }
  }
  return undefined;
};

const contentFault = (event: MarketData): Fault | undefined => {
  switch (event.type) {
    case 'bar': {
      const text = bars.map((name) => finite(name, event[name])).find((fault) => fault !== undefined);
      return text ?? barFault(event.open, event.high, event.low, event.close, event.volume);
    }
    case 'trade':
      return (
        positive('price', event.price) ??
        positive('quantity', event.quantity) ??
        (typeof event.id === 'string' ? undefined : { code: 'INVALID_ID', message: `id was ${show(event.id)}` })
      );
    case 'quote':
      return quoteFault(event);
    case 'funding-rate':
      return finite('rate', event.rate) ?? finite('settlesAtMs', event.settlesAtMs);
    case 'order-book-snapshot':
    case 'order-book-delta':
      return levelsFault('bids', event.bids) ?? levelsFault('asks', event.asks);
    default:
      return { code: 'UNKNOWN_EVENT', message: `type was ${show((event as { type?: unknown }).type)}` };
  }
};

/**
 * Makes a check that returns good market data and throws on bad: numbers that are none, prices not above 0, crossed bars,
 * times that step back within one type and instrument, bars that come twice, a trade id that is no text.
 *
 * For `quarantine`. Venues do send crossed quotes, so these are no fault.
 *
 * - State: the latest time of each type and instrument; a bad event leaves it as it was.
 * - Cost: O(1) per event, O(levels) for an order book.
 * - Errors: `DataError` `UNKNOWN_EVENT`, `NOT_FINITE`, `NOT_POSITIVE`, `NEGATIVE_QUANTITY`, `NEGATIVE_VOLUME`, `HIGH_BELOW_LOW`,
 *   `OUTSIDE_RANGE`, `INVALID_LEVELS`, `INVALID_ID`, `INVALID_INSTRUMENT`, `OUT_OF_ORDER`, `DUPLICATE_TIME`.
 *
 * @example
 * ```ts
 * import { checkMarketData, DataError } from '@sigmax/core';
 * const check = checkMarketData();
 * const codeOf = (price: number) => {
 *   try {
 *     check({ type: 'trade', instrumentId: 'demo:BTC/USDT', timeMs: 1, id: '1', price, quantity: 1, side: 'buy' });
 *     return 'good';
 *   } catch (error) {
 *     return (error as DataError).code;
 *   }
 * };
 * [codeOf(100), codeOf(-100)]; // => ['good', 'NOT_POSITIVE']
 * ```
 */
export const checkMarketData = (): (<Event extends MarketData>(event: Event) => Event) => {
  const latest = new Map<string, Map<string, number>>();

  const timeFault = (event: MarketData, ofType: Map<string, number>): Fault | undefined => {
    const previousMs = ofType.get(event.instrumentId) ?? Number.NEGATIVE_INFINITY;
    if (event.timeMs < previousMs) {
      return { code: 'OUT_OF_ORDER', message: `time ${event.timeMs} came after ${previousMs}` };
    }
    if (event.type === 'bar' && event.timeMs === previousMs) {
      return { code: 'DUPLICATE_TIME', message: `time ${event.timeMs} came twice` };
    }
    return undefined;
  };

  return (event) => {
    const subject: MarketData = event;
    if (typeof subject !== 'object' || subject === null) {
      throw new DataError({ code: 'UNKNOWN_EVENT', message: `checkMarketData: an event was ${show(subject)}.` });
    }
    const { type, instrumentId, timeMs } = subject;
    let ofType = latest.get(type);
    if (ofType === undefined) {
      ofType = new Map();
      // What has no type of ours is a fault below, and must not be remembered.
      if (contentFault(subject)?.code !== 'UNKNOWN_EVENT') latest.set(type, ofType);
    }
    const fault =
      (typeof instrumentId === 'string' && instrumentId !== ''
        ? undefined
        : { code: 'INVALID_INSTRUMENT', message: `instrumentId was ${show(instrumentId)}` }) ??
      finite('time', timeMs) ??
      contentFault(subject) ??
      timeFault(subject, ofType);
    if (fault !== undefined) {
      throw new DataError({
        code: fault.code,
        message: `checkMarketData (${show(instrumentId)}): ${fault.message}.`,
        context: { event: { ...subject } },
      });
    }
    ofType.set(instrumentId, timeMs);
    return event;
  };
};
