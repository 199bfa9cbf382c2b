import { expect, it } from 'vitest';
import { createBot } from '../kernel/bot';
import type { BotEvent } from '../kernel/bot-event';
import type { RunResult } from '../kernel/run-result';
import type { Bar } from '../market/bar';
import { spotInstrument } from '../market/instrument';
import type { OrderIntent, Side } from '../orders/order-intent';
import { orders } from '../strategy/decision';
import { defineStrategy } from '../strategy/define-strategy';
import { type SimulatedBrokerOptions, simulatedBroker } from './simulated-broker';

export const btc = 'demo:BTC/USDT';

export interface TableOptions {
  /** Costs are 0 unless they stand here. */
  readonly broker?: Partial<SimulatedBrokerOptions>;
  /** Defaults to 10,000 USDT and 10 BTC. */
  readonly cash?: Readonly<Record<string, number>>;
  readonly instrument?: Parameters<typeof spotInstrument>[1];
  readonly accounting?: 'average' | 'fifo';
}

const instrumentIds: Readonly<Record<string, string>> = { BTC: btc, ETH: 'demo:ETH/USDT', BNB: 'demo:BNB/USDT' };

/**
 * Reads an order from words: `buy 2 limit 99 ioc`, `sell 1 stop-limit 95 94`, `sell 1 trail 5% from 110 reduce`,
 * `buy 1 market tp 110 sl 90`, `sell 1 ETH market`. A trail is a distance, a fraction with `%` or ticks with `t`.
 */
export const orderOf = (text: string): OrderIntent => {
  const words = text.trim().split(/\s+/);
  const take = (): string => words.shift() ?? '';
  const has = (word: string): boolean => {
    const place = words.indexOf(word);
    if (place >= 0) words.splice(place, 1);
    return place >= 0;
  };
  const after = (word: string): number | undefined => {
    const place = words.indexOf(word);
    return place < 0 ? undefined : Number(words.splice(place, 2)[1]);
  };
  const side = take() as Side;
  const quantity = Number(take());
  const instrumentId = words[0] !== undefined && words[0] in instrumentIds ? (instrumentIds[take()] as string) : btc;
  const [takeProfitPrice, stopLossPrice, activationPrice] = [after('tp'), after('sl'), after('from')];
  const common = {
    instrumentId,
    side,
    quantity,
    ...(has('reduce') ? { reduceOnly: true } : {}),
    ...(takeProfitPrice === undefined && stopLossPrice === undefined
      ? {}
      : {
          bracket: {
            ...(takeProfitPrice === undefined ? {} : { takeProfitPrice }),
            ...(stopLossPrice === undefined ? {} : { stopLossPrice }),
          },
        }),
  };
  const inForce = (['ioc', 'fok', 'gtc'] as const).find(has);
  const timed = inForce === undefined ? {} : { timeInForce: inForce };
  const isPostOnly = has('post');
  const type = take();
  const number = (): number => Number(take());
  const made = (): OrderIntent => {
    switch (type) {
      case 'market':
        return { type, ...common, ...timed };
      case 'limit':
        return { type, ...common, limitPrice: number(), ...timed, ...(isPostOnly ? { postOnly: true } : {}) };
      case 'stop':
        return { type, ...common, stopPrice: number() };
      case 'stop-limit':
        return { type, ...common, stopPrice: number(), limitPrice: number() };
      case 'trail': {
        const distance = take();
        const size = Number.parseFloat(distance);
        const trail = distance.endsWith('%')
          ? { fraction: size / 100 }
          : distance.endsWith('t')
            ? { ticks: size }
            : { price: size };
        return {
          type: 'trailing-stop',
          ...common,
          trail,
          ...(activationPrice === undefined ? {} : { activationPrice }),
        };
      }
      default:
        throw new Error(`no such order: ${text}`);
    }
  };
  const intent = made();
  if (words.length > 0) throw new Error(`left over in "${text}": ${words.join(' ')}`);
  return intent;
};

const short = (id: string): string => `#${id.slice(id.lastIndexOf('-') + 1)}`;
const decimal = (value: number): string => String(Number(value.toPrecision(9)));

/** An event as the tables write it, or `undefined` for those that they leave out. */
export const eventText = (event: BotEvent): string | undefined => {
  switch (event.type) {
    case 'fill': {
      const where = event.instrumentId === btc ? '' : ` ${event.instrumentId.slice(5, 8)}`;
      const fee = event.fee === 0 ? '' : ` fee ${decimal(event.fee)} ${event.feeAsset}`;
      const slip = event.slippageCost === 0 ? '' : ` slip ${decimal(event.slippageCost)}`;
      return `${short(event.clientOrderId)} ${event.side} ${event.quantity}${where} @ ${event.price} ${event.liquidity}${fee}${slip}`;
    }
    case 'order-cancelled':
      return `${short(event.clientOrderId)} cancelled ${event.reason}${event.filledQuantity === 0 ? '' : ` after ${event.filledQuantity}`}`;
    case 'order-rejected':
      return `${short(event.clientOrderId)} rejected ${event.code}`;
    case 'order-denied':
      return `denied ${event.code}`;
    default:
      return undefined;
  }
};

interface Row {
  readonly bar: Bar;
  readonly events: readonly string[];
  readonly decision: readonly string[];
}

const parts = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split(';')
    .map((part) => part.trim().replace(/\s+/g, ' '))
    .filter((part) => part !== '');

/** One line a bar: `open high low close [volume] | what happens in it | what is decided on it`. */
const rowOf = (line: string, index: number): Row => {
  const [prices = '', events, decision] = line.split('|');
  const [open, high, low, close, volume = 1_000] = prices.trim().split(/\s+/).map(Number) as [
    number,
    number,
    number,
    number,
    number?,
  ];
  const timeMs = (index + 1) * 60_000;
  return {
    bar: { type: 'bar', instrumentId: btc, timeMs, open, high, low, close, volume },
    events: parts(events),
    decision: parts(decision),
  };
};

/** Runs a bot over bars; on bar `index` it sends the orders of `decide(index)`. */
export const runOrders = (
  bars: Iterable<Bar>,
  decide: (index: number) => readonly string[],
  options: TableOptions = {},
  instrumentsUsed: readonly string[] = [btc],
): RunResult => {
  let index = -1;
  const strategy = defineStrategy({
    name: 'table',
    start: () => () => {
      index += 1;
      const words = decide(index);
      const cancelled = words.filter((text) => text.startsWith('cancel ')).map((text) => text.slice('cancel '.length));
      const isAll = cancelled.includes('all');
      return orders(words.filter((text) => !text.startsWith('cancel ')).map(orderOf), {
        cancel: isAll ? 'all' : cancelled.map((id) => `run-${id.slice(1)}`),
      });
    },
  });
  const bot = createBot({
    strategy: strategy(),
    cash: options.cash ?? { USDT: 10_000, BTC: 10 },
    reportingAsset: 'USDT',
    instruments: instrumentsUsed.map((id) =>
      spotInstrument(id, { priceStep: 0.01, quantityStep: 0.001, ...options.instrument }),
    ),
    accounting: options.accounting ?? 'average',
  });
  const costs = options.broker ?? {};
  const slippage = 'slippageTicks' in costs || 'slippageImpact' in costs ? {} : { slippageRate: 0 };
  const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, ...slippage, ...costs });
  return bot.backtest({ market: bars, broker });
};

/** Runs a table and compares what happens in every bar with what stands there. */
export const expectTable = (text: string, options: TableOptions = {}): RunResult => {
  const rows = text.trim().split('\n').map(rowOf);
  const result = runOrders(
    rows.map(({ bar }) => bar),
    (index) => rows[index]?.decision ?? [],
    options,
  );
  const happened = rows.map(({ bar }) =>
    result.events
      .filter((event) => 'timeMs' in event && event.timeMs === bar.timeMs)
      .map(eventText)
      .filter((line) => line !== undefined),
  );
  expect(happened).toEqual(rows.map(({ events }) => events));
  return result;
};

/** A title, a table and its options. */
export type TableCase = readonly [title: string, text: string, options?: TableOptions];

/** One test for each table. */
export const testTables = (cases: readonly TableCase[]): void => {
  for (const [title, text, options] of cases) {
    it(title, () => {
      expectTable(text, options);
    });
  }
};
