import { type Exchange, pro } from 'ccxt';
import type { LoopbackVenueOptions } from './loopback-options';
import { type LoopbackVenue, loopbackVenue } from './loopback-venue';
import { settled } from './settled.test-helper';

/** A venue, the real class of ccxt.pro that speaks to it, and how to end both. */
export interface CcxtClient {
  readonly venue: LoopbackVenue;
  readonly exchange: Exchange;
  /** Lets the venue's time pass until something that waits for it is done. */
  during<Value>(waiting: Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}

/** Opens a venue with manual time and points ccxt's own class at it; nothing of the class but its addresses is changed. */
export const openCcxtClient = async (options: LoopbackVenueOptions): Promise<CcxtClient> => {
  const venue = await loopbackVenue(options);
  const exchange: Exchange = new pro[options.exchange]({ ...venue.ccxtOptions(), enableRateLimit: false });
  await venue.pointAt(exchange);
  return {
    venue,
    exchange,
    during: async (waiting) => {
      let isDone = false;
      const done = (): void => {
        isDone = true;
      };
      waiting.then(done, done);
      while (!isDone) {
        await venue.advance(100);
        await settled(1);
      }
      return waiting;
    },
    close: async () => {
      await exchange.close();
      await venue.close();
    },
  };
};
