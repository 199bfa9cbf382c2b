import type { FeatureEvent } from '../features';

/** The mid of a quote, the price of a trade, the close of a bar. */
export const priceOfEvent = (event: FeatureEvent): number => {
  switch (event.type) {
    case 'quote':
      return event.bid / 2 + event.ask / 2;
    case 'trade':
      return event.price;
    case 'bar':
      return event.close;
  }
};
