import {
  type Bar,
  type BotEvent,
  type Broker,
  createBot,
  type Decision,
  defineStrategy,
  type Guard,
  hold,
  notionalQuanta,
  type Order,
  type OrderIntent,
  type RunOptions,
  type Strategy,
  spotInstrument,
  venueOf,
} from '@sigmax/core';
import { Subject } from 'rxjs';
import type { ScriptedVenue } from './scripted-venue.test-helper';
import type { VirtualClock } from './virtual-clock.test-helper';

export const limit = (instrumentId: string, fields: Partial<OrderIntent> = {}): OrderIntent =>
  ({ type: 'limit', instrumentId, side: 'buy', quantity: 1, limitPrice: 50, ...fields }) as OrderIntent;

/** A broker over scripted venues. What became of its orders it tells at the next moment, as a live one does. */
export interface VenueBroker {
  readonly broker: Broker;
  /** Ids of the orders that were handed to it, in order, with the time. */
  readonly submitted: { readonly id: string; readonly timeMs: number }[];
  /** Ids that the kernel asked to cancel. */
  readonly cancelled: string[];
}

interface Resting {
  readonly order: Order;
  readonly venue: ScriptedVenue;
  hasArrived: boolean;
  isTold: boolean;
  isCancelling: boolean;
}

export interface VenueBrokerScript {
  readonly clock: VirtualClock;
  readonly venues: readonly ScriptedVenue[];
  /** How long an order is on its way. Defaults to 0. */
  readonly arrivalMs?: () => number;
  /** Whether a cancel of the kernel throws. */
  readonly isCancelBroken?: () => boolean;
  /** Orders that were filled at the venue. */
  readonly filled?: ReadonlySet<string>;
}

export const venueBroker = (script: VenueBrokerScript): VenueBroker => {
  const { clock, venues, arrivalMs = () => 0, isCancelBroken = () => false, filled = new Set() } = script;
  const submitted: VenueBroker['submitted'] = [];
  const cancelled: string[] = [];
  const broker: Broker = {
    name: 'venues',
    options: {},
    takerCostRate: 0,
    open: ({ ledger, reports, instruments }) => {
      const resting = new Map<string, Resting>();
      const told = (one: Resting): void => {
        const { order, venue } = one;
        const id = order.clientOrderId;
        if (!one.hasArrived) return;
        if (!one.isTold) {
          one.isTold = true;
          reports.accepted(order);
        }
        if (venue.open.has(id)) return;
        resting.delete(id);
        if (!filled.has(id)) {
          reports.cancelled(order, 'requested');
          return;
        }
        const quantity = order.quantity - order.filled;
        const index = instruments.findIndex(({ id: name }) => name === order.intent.instrumentId);
        const { quoteIndex } = ledger;
        reports.filled(order, {
          quantity,
          price: 50,
          notional: notionalQuanta(ledger, index, 5_000, quantity),
          feeAsset: quoteIndex[index] as number,
          fee: 0,
          liquidity: 'maker',
          slippageCost: 0,
        });
      };
      return {
        state: {},
        submit: (order) => {
          const id = order.clientOrderId;
          submitted.push({ id, timeMs: clock.nowMs() });
          const { instrumentId, tag = '' } = order.intent;
          const venue = venues.find(({ name }) => name === venueOf(instrumentId)) as ScriptedVenue;
          const one: Resting = { order, venue, hasArrived: false, isTold: false, isCancelling: false };
          resting.set(id, one);
          const arrive = (): void => {
            one.hasArrived = true;
            venue.place({ id, instrumentId, tag });
          };
          const delayMs = arrivalMs();
          if (delayMs > 0) clock.after(delayMs, arrive);
          else arrive();
        },
        cancel: (order) => {
          const id = order.clientOrderId;
          if (isCancelBroken()) throw new Error('the broker is not connected');
          const one = resting.get(id);
          // The kernel asks again at each moment; a broker that waits for an answer does not.
          if (one === undefined || one.isCancelling) return;
          one.isCancelling = true;
          cancelled.push(id);
          // What the venue says to it shows in what it lists.
          one.venue.cancel(id).catch(String);
        },
        onSlice: () => {
          for (const one of [...resting.values()]) told(one);
        },
      };
    },
  };
  return { broker, submitted, cancelled };
};

export interface LiveBotScript extends Pick<RunOptions, 'broker' | 'memory' | 'controls' | 'runId'> {
  readonly instruments: readonly string[];
  /** What it decides at its moment `index`, from 0. */
  readonly decide: (index: number) => Decision;
  readonly strategy?: Strategy;
  readonly guards?: readonly Guard[];
  readonly react?: (event: BotEvent) => void;
}

/** A bot that runs, fed by hand. */
export const liveBot = (script: LiveBotScript) => {
  const { instruments, decide, strategy, guards = [], react, broker, memory, controls, runId } = script;
  const market = new Subject<Bar>();
  const events: BotEvent[] = [];
  let error: unknown;
  const scripted = defineStrategy({
    name: 'scripted',
    start: () => {
      let index = 0;
      return () => decide(index++) ?? hold;
    },
  });
  const bot = createBot({
    strategy: strategy ?? scripted(),
    guards,
    cash: { USDT: 1_000_000 },
    instruments: instruments.map((id) => spotInstrument(id, { priceStep: 0.01, quantityStep: 0.001 })),
  });
  const given = { memory, controls, runId };
  const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const subscription = bot.run({ market, broker, ...options }).subscribe({
    next: (event) => {
      events.push(event);
      react?.(event);
    },
    error: (cause) => {
      error = cause;
    },
  });
  let minutes = 0;
  return {
    events,
    subscription,
    failure: () => error,
    /** The next moment of the market, with a bar of every instrument. */
    tick: (close = 100): void => {
      minutes += 1;
      const timeMs = minutes * 60_000;
      for (const instrumentId of instruments) {
        market.next({ type: 'bar', instrumentId, timeMs, open: close, high: close, low: close, close, volume: 1_000 });
      }
    },
    /** Codes of the denials so far. */
    denials: (): string[] => events.flatMap((event) => (event.type === 'order-denied' ? [event.code] : [])),
  };
};
