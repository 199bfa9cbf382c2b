import { DataError } from '../errors';
import { barFault } from '../market/bar-series';
import { quoteFault } from '../market/quote';
import { show } from '../options';
import type { FeatureEvent } from './feature';

interface Fault {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

const tradeFault = (price: number, quantity: number): Fault | undefined =>
  price > 0 && price < Infinity && quantity > 0 && quantity < Infinity
    ? undefined
    : {
        code: 'NOT_POSITIVE',
        message: `price was ${show(price)}, quantity ${show(quantity)}`,
        remedy: 'Both are finite numbers above 0.',
      };

const faultOf = (event: FeatureEvent, previousMs: number): Fault | undefined => {
  const { timeMs } = event;
  if (!Number.isFinite(timeMs)) {
    return { code: 'NOT_FINITE', message: `time was ${show(timeMs)}`, remedy: 'Use milliseconds since the epoch.' };
  }
  if (timeMs < previousMs) {
    const message = `time ${timeMs} came after ${previousMs}`;
    return { code: 'OUT_OF_ORDER', message, remedy: 'Merge the events by time.' };
  }
  switch (event.type) {
    case 'quote':
      return quoteFault(event);
    case 'trade':
      return tradeFault(event.price, event.quantity);
    case 'bar':
      return barFault(event.open, event.high, event.low, event.close, event.volume);
    default: {
      const message = `type was ${show((event as { type?: unknown }).type)}`;
      return { code: 'UNKNOWN_EVENT', message, remedy: "Let only('quote', 'trade', 'bar') through." };
    }
  }
};

/** Throws a `DataError` unless an event that follows one of `previousMs` can be used. */
export const checkFeatureEvent = (event: FeatureEvent, previousMs: number): void => {
  const fault = faultOf(event, previousMs);
  if (fault === undefined) return;
  const { instrumentId, timeMs, type } = event;
  throw new DataError({
    code: fault.code,
    message: `featureEngine (${show(instrumentId)}, ${show(type)}): ${fault.message}.`,
    remedy: fault.remedy,
    context: { instrumentId, timeMs, type },
  });
};
