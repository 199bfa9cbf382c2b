import { describe, expect, it } from 'vitest';
import { BrokerError, LedgerError, SigmaxError } from '../errors';
import type { Order } from '../orders/order';
import type { Broker, BrokerReports, Execution } from '../simulation/broker';
import { orders } from '../strategy/decision';
import type { BotSetup } from './bot';
import type { BotEvent } from './bot-event';
import { barsOf, btc, coarse, market, script, story } from './bot-run.test-helper';
import { openSession } from './session';
import { act, observe } from './step';

const setup: BotSetup = {
  strategy: script([]),
  guards: [],
  cash: { USDT: 1_000 },
  instruments: [coarse(btc)],
  reportingAsset: 'USDT',
  sizing: { rebalanceBand: 0, cashReserve: 0 },
  decimals: undefined,
  accounting: 'average',
};

const unit = 1e8;

const execution = (quantity: number, price = 100, more: Partial<Execution> = {}): Execution => ({
  quantity: quantity * unit,
  price,
  notional: quantity * price * unit,
  feeAsset: 0,
  fee: 0,
  liquidity: 'taker',
  slippageCost: 0,
  ...more,
});

/** A run at its first moment with one order of 2 sent, whose broker says what the test tells it to. */
const opened = () => {
  let reports: BrokerReports | undefined;
  const sent: Order[] = [];
  const broker: Broker = {
    name: 'told',
    options: {},
    takerCostRate: 0,
    open: (context) => {
      reports = context.reports;
      return { state: {}, submit: (order) => void sent.push(order), cancel: () => {}, onSlice: () => {} };
    },
  };
  const events: BotEvent[] = [];
  const { kernel } = openSession(setup, { market: [], broker }, { listener: (event) => events.push(event) });
  const [bar] = barsOf(100) as [ReturnType<typeof barsOf>[number]];
  kernel.slice.begin(bar.timeMs);
  kernel.slice.add(0, bar.open, bar.high, bar.low, bar.close, bar.volume);
  observe(kernel);
  act(kernel, orders([market('buy', 2)]));
  return { kernel, reports: reports as BrokerReports, order: sent[0] as Order, events };
};

type Opened = ReturnType<typeof opened>;

/** Makes a report that must be refused as a whole. */
const refused = ({ kernel, events }: Opened, act_: () => void): SigmaxError => {
  const before = structuredClone(kernel.state);
  const count = events.length;
  let error: unknown;
  try {
    act_();
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(SigmaxError);
  expect(kernel.state).toEqual(before);
  expect(events).toHaveLength(count);
  return error as SigmaxError;
};

describe('a broker reports', () => {
  it('acceptance, fills and the last fill, and each moves order, ledger and log', () => {
    const { kernel, reports, order, events } = opened();
    reports.accepted(order);
    reports.filled(order, execution(0.5, 90, { fee: 0.1 * unit }));
    expect(order).toMatchObject({ status: 'partially-filled', filled: 0.5 * unit });
    reports.filled(order, execution(1.5, 100, { liquidity: 'maker', slippageCost: 2 }));
    expect(order).toMatchObject({ status: 'filled', filled: 2 * unit });
    expect(story(events)).toEqual([
      '1 submitted buy 2 BTC/USDT',
      '1 order-accepted',
      '1 buy 0.5 BTC/USDT @ 90',
      '1 buy 1.5 BTC/USDT @ 100',
    ]);
    expect(events.at(-1)).toEqual({
      type: 'fill',
      timeMs: 60_000,
      clientOrderId: 'run-1',
      instrumentId: btc,
      side: 'buy',
      quantity: 1.5,
      price: 100,
      notional: 150,
      fee: 0,
      feeAsset: 'USDT',
      feeValue: 0,
      liquidity: 'maker',
      slippageCost: 2,
      realisedPnl: 0,
      positionAfter: 2,
      tag: undefined,
    });
    expect(kernel.state.openOrders).toEqual([]);
    expect(kernel.portfolio.cash()).toBe(1_000 - 45 - 150 - 0.1);
  });

  it('a fill before the acknowledgement', () => {
    const { reports, order } = opened();
    reports.filled(order, execution(2));
    expect(order.status).toBe('filled');
  });
});

describe('a report is refused as a whole', () => {
  it.each([
    [
      'a fill of more than was ordered',
      (given: Opened) => given.reports.filled(given.order, execution(2.00000001)),
      'OVERFILL',
    ],
    [
      'a fill of more than is left',
      (given: Opened) => given.reports.filled(given.order, execution(1.5)),
      'OVERFILL',
      (given: Opened) => given.reports.filled(given.order, execution(1)),
    ],
    ['a fill of nothing', (given: Opened) => given.reports.filled(given.order, execution(0)), 'OVERFILL'],
    ['a fill of less than nothing', (given: Opened) => given.reports.filled(given.order, execution(-1)), 'OVERFILL'],
    ['a fill of no number', (given: Opened) => given.reports.filled(given.order, execution(Number.NaN)), 'OVERFILL'],
    [
      'a fill after the cancel',
      (given: Opened) => given.reports.filled(given.order, execution(1)),
      'INVALID_TRANSITION',
      (given: Opened) => given.reports.cancelled(given.order, 'requested'),
    ],
    [
      'a fill after the rejection',
      (given: Opened) => given.reports.filled(given.order, execution(1)),
      'INVALID_TRANSITION',
      (given: Opened) => given.reports.rejected(given.order, 'insufficient-funds'),
    ],
    [
      'a second acceptance',
      (given: Opened) => given.reports.accepted(given.order),
      'INVALID_TRANSITION',
      (given: Opened) => given.reports.accepted(given.order),
    ],
    [
      'a second cancel',
      (given: Opened) => given.reports.cancelled(given.order, 'requested'),
      'INVALID_TRANSITION',
      (given: Opened) => given.reports.cancelled(given.order, 'requested'),
    ],
    [
      'a cancel after the last fill',
      (given: Opened) => given.reports.cancelled(given.order, 'requested'),
      'INVALID_TRANSITION',
      (given: Opened) => given.reports.filled(given.order, execution(2)),
    ],
    [
      'a rejection after a fill',
      (given: Opened) => given.reports.rejected(given.order, 'insufficient-funds'),
      'INVALID_TRANSITION',
      (given: Opened) => given.reports.filled(given.order, execution(1)),
    ],
    [
      'a rejection of an order that was lost after a fill',
      (given: Opened) => given.reports.rejected(given.order, 'insufficient-funds'),
      'INVALID_TRANSITION',
      (given: Opened) => {
        given.reports.filled(given.order, execution(1));
        given.order.status = 'unknown';
      },
    ],
  ] as const)('%s', (_name, act_, code, first?: (given: Opened) => void) => {
    const given = opened();
    first?.(given);
    const error = refused(given, () => act_(given));
    expect(error).toBeInstanceOf(BrokerError);
    expect(error.code).toBe(code);
  });

  it('a fill that the account cannot pay', () => {
    const given = opened();
    const error = refused(given, () => given.reports.filled(given.order, execution(2, 501)));
    expect(error).toBeInstanceOf(LedgerError);
    expect(error.code).toBe('OVERDRAWN');
    expect(given.order.status).toBe('submitted');
  });
});
