import { type Broker, type BrokerSession, simulatedBroker } from '@sigmax/core';

/** Fills at the price of a calm bar, at no cost, whatever its volume. */
const free = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });

/**
 * A broker that asks nothing for what is bought before a moment: a portfolio is there at its beginning, and what it once cost
 * is not what a scenario costs. From that moment on it is the other broker.
 */
export const setUpBroker = (broker: Broker, startMs: number): Broker => ({
  ...broker,
  // Both venues would take funding of the same position.
  isMarginVenue: false,
  open: (context): BrokerSession => {
    const [before, after] = [free.open(context), broker.open(context)];
    const present = (): BrokerSession => (context.timeMs() < startMs ? before : after);
    return {
      state: { before: before.state, after: after.state },
      submit: (order) => present().submit(order),
      cancel: (order, reason) => present().cancel(order, reason),
      onSlice: (slice) => {
        before.onSlice(slice);
        after.onSlice(slice);
      },
    };
  },
});
