import type { Guard } from '../guard/guard';
import type { Bar } from '../market/bar';
import { type Instrument, spotInstrument } from '../market/instrument';
import type { StoredMarket } from '../market/market';
import type { OrderIntent, Side } from '../orders/order-intent';
import { type SimulatedBrokerOptions, simulatedBroker } from '../simulation/simulated-broker';
import { type Decision, hold } from '../strategy/decision';
import { defineStrategy } from '../strategy/define-strategy';
import type { Snapshot, SyncStrategy } from '../strategy/strategy';
import { type Bot, type BotOptions, createBot } from './bot';
import type { BotEvent } from './bot-event';
import type { RunResult } from './run-result';
import type { SessionOptions } from './session';

export const btc = 'demo:BTC/USDT';
export const eth = 'demo:ETH/USDT';
export const ethBtc = 'demo:ETH/BTC';

/** What a bar may say besides its close; the rest follows from it. */
export type Prices = number | (Partial<Omit<Bar, 'type' | 'instrumentId' | 'timeMs'>> & { readonly close: number });

const minute = 60_000;

const barOf = (instrumentId: string, timeMs: number, prices: Prices): Bar => {
  const given = typeof prices === 'number' ? { close: prices } : prices;
  const { close, open = close, volume = 1_000 } = given;
  const { high = Math.max(open, close), low = Math.min(open, close) } = given;
  return { type: 'bar', instrumentId, timeMs, open, high, low, close, volume };
};

/** Bars moment by moment, a minute apart: `moments({ [btc]: 100, [eth]: 10 }, { [btc]: 101 })`. */
export const moments = (...steps: Readonly<Record<string, Prices>>[]): Bar[] =>
  steps.flatMap((step, index) => Object.entries(step).map(([id, prices]) => barOf(id, (index + 1) * minute, prices)));

/** Bars of one instrument. */
export const barsOf = (...prices: readonly Prices[]): Bar[] => moments(...prices.map((one) => ({ [btc]: one })));

/** A strategy from what it says to snapshot `index`; it holds where nothing stands. */
export const script = (
  decide: ((snapshot: Snapshot, index: number) => Decision | undefined) | readonly (Decision | undefined)[],
): SyncStrategy =>
  defineStrategy({
    name: 'script',
    start: () => {
      let index = -1;
      return (snapshot) => {
        index += 1;
        const decision = typeof decide === 'function' ? decide(snapshot, index) : decide[index];
        return decision === undefined ? hold : decision;
      };
    },
  })();

export const market = (side: Side, quantity: number, instrumentId = btc): OrderIntent => ({
  type: 'market',
  instrumentId,
  side,
  quantity,
});

export const limit = (side: Side, quantity: number, limitPrice: number, instrumentId = btc): OrderIntent => ({
  type: 'limit',
  instrumentId,
  side,
  quantity,
  limitPrice,
});

export const freeBroker = (options: Partial<SimulatedBrokerOptions> = {}) =>
  simulatedBroker({
    takerFeeRate: 0,
    makerFeeRate: 0,
    ...('slippageTicks' in options ? {} : { slippageRate: 0 }),
    ...options,
  });

/** Steps that keep numbers short: prices of 0.01, quantities of 0.001. */
export const coarse = (id: string): Instrument => spotInstrument(id, { priceStep: 0.01, quantityStep: 0.001 });

export interface BotRun extends Partial<BotOptions>, Partial<SessionOptions> {
  readonly decide: Parameters<typeof script>[0];
  readonly bars: StoredMarket;
  readonly guards?: readonly Guard[];
}

export const botOf = ({
  decide,
  strategy,
  cash,
  reportingAsset,
  instruments,
  guards,
  sizing,
  decimals,
  accounting,
}: BotRun): Bot =>
  createBot({
    strategy: strategy ?? script(decide),
    cash: cash ?? { USDT: 10_000 },
    reportingAsset: reportingAsset ?? 'USDT',
    instruments: instruments ?? [coarse(btc)],
    sizing: { cashReserve: 0, rebalanceBand: 0, ...sizing },
    ...(guards === undefined ? {} : { guards }),
    ...(decimals === undefined ? {} : { decimals }),
    ...(accounting === undefined ? {} : { accounting }),
  });

/** Runs a bot over bars; costs, reserve and band are 0 unless they are given. */
export const runBot = (run: BotRun): RunResult => {
  const { bars, broker, seed, runId, log, keepMarket, cashMoves, controls, memory } = run;
  const given = { seed, runId, log, keepMarket, cashMoves, controls, memory };
  const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return botOf(run).backtest({ market: bars, broker: broker ?? freeBroker(), ...options });
};

/** Minutes since the epoch, what happened, and what it was about. */
export const story = (events: readonly BotEvent[]): string[] =>
  events.map((event) => {
    const at = 'timeMs' in event ? event.timeMs / minute : 0;
    switch (event.type) {
      case 'order-submitted':
        return `${at} submitted ${event.side} ${event.quantity} ${event.instrumentId.slice(5)}`;
      case 'fill':
        return `${at} ${event.side} ${event.quantity} ${event.instrumentId.slice(5)} @ ${event.price}`;
      case 'order-denied':
        return `${at} denied ${event.guard} ${event.code}`;
      case 'order-shrunk':
        return `${at} shrunk ${event.guard} ${event.quantityBefore} to ${event.quantityAfter}`;
      case 'order-delayed':
        return `${at} delayed ${event.guard} ${event.code}`;
      case 'order-cancelled':
        return `${at} cancelled ${event.reason}`;
      case 'order-rejected':
        return `${at} rejected ${event.code}`;
      case 'bot-halted':
        return `${at} ${event.action} by ${event.guard} ${event.code}`;
      case 'control':
        return `${at} ${event.control.type}`;
      case 'control-refused':
        return `${at} refused ${event.code}`;
      case 'bot-rearmed':
        return `${at} rearmed ${event.of}`;
      case 'cash-moved':
        return `${at} moved ${event.amount} ${event.asset}`;
      default:
        return `${at} ${event.type}`;
    }
  });
