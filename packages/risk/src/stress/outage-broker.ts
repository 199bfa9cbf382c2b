import {
  type Broker,
  type BrokerContext,
  type BrokerSession,
  type CancelReason,
  isFinalStatus,
  type Order,
  parseOptions,
  requireApproved,
  type Slice,
} from '@sigmax/core';
import { z } from 'zod';

const schema = z
  .array(z.strictObject({ fromMs: z.number(), untilMs: z.number() }))
  .min(1)
  .refine(
    (windows) => windows.every(({ fromMs, untilMs }) => fromMs < untilMs),
    'expected windows that end after they begin',
  );

/** A time in which a venue does not answer: from a moment on, up to and without another. */
export interface Outage {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A moment that the venue has matched and has not told of, as plain data. */
interface Missed {
  readonly timeMs: number;
  readonly views: readonly Slice['views'][number][];
  readonly present: readonly number[];
}

/** What was asked of the venue and has not reached it. */
type Command =
  | { readonly type: 'submit'; readonly order: Order }
  | { readonly type: 'cancel'; readonly order: Order; readonly reason: CancelReason };

interface OutageState {
  readonly inner: unknown;
  missed: Missed[];
  commands: Command[];
}

const copied = ({ timeMs, views, present }: Slice): Missed => ({
  timeMs,
  views: views.map((view) => ({ ...view })),
  present: [...present],
});

/** A missed moment as the venue sees it. */
const sliceOf = ({ timeMs, views, present }: Missed): Slice => {
  const bars = present.map((index) => views[index]);
  const has = (index: number): boolean => views[index]?.timeMs === timeMs;
  return { type: 'snapshot', timeMs, views, present, bars, has } as unknown as Slice;
};

/** A broker's session behind a line that is cut at times. */
class OutageSession implements BrokerSession {
  readonly state: OutageState;
  readonly #inner: BrokerSession;
  readonly #context: BrokerContext;
  readonly #windows: readonly Outage[];
  /** Orders that were sent and have not ended. */
  #sent: Order[] = [];
  /** The order that is handed on now; the guards have approved it when it was sent. */
  #released: Order | undefined;

  constructor(broker: Broker, context: BrokerContext, windows: readonly Outage[]) {
    this.#context = context;
    this.#windows = windows;
    this.#inner = broker.open({
      ...context,
      isApproved: (order) => (order !== undefined && order === this.#released) || context.isApproved(order),
    });
    this.state = { inner: this.#inner.state, missed: [], commands: [] };
  }

  submit(order: Order): void {
    // An order that waits here was handed over already.
    const isNew = { isApproved: (one: Order) => this.#context.isApproved(one) && !this.#sent.includes(one) };
    requireApproved(isNew, order);
    const isHeld = this.#isHeld();
    this.#sent.push(order);
    if (isHeld) this.state.commands.push({ type: 'submit', order });
    else this.#inner.submit(order);
  }

  cancel(order: Order, reason: CancelReason): void {
    if (!this.#isHeld()) this.#inner.cancel(order, reason);
    // A stop asks again at each moment; the venue needs to hear it once.
    else if (!this.state.commands.some((one) => one.type === 'cancel' && one.order === order))
      this.state.commands.push({ type: 'cancel', order, reason });
  }

  onSlice(slice: Slice): void {
    if (this.#isDark(slice.timeMs)) {
      this.state.missed.push(copied(slice));
      return;
    }
    const { missed, commands } = this.state;
    this.state.missed = [];
    this.state.commands = [];
    for (const one of missed) this.#inner.onSlice(sliceOf(one));
    this.#inner.onSlice(slice);
    for (const command of commands) this.#carryOut(command);
    this.#sent = this.#sent.filter(({ status }) => !isFinalStatus(status));
  }

  #carryOut(command: Command): void {
    if (command.type === 'cancel') {
      this.#inner.cancel(command.order, command.reason);
      return;
    }
    this.#released = command.order;
    this.#inner.submit(command.order);
    this.#released = undefined;
  }

  #isDark(timeMs: number): boolean {
    return this.#windows.some(({ fromMs, untilMs }) => timeMs >= fromMs && timeMs < untilMs);
  }

  /** Whether the line is cut, or what went before has not arrived yet: nothing overtakes it. */
  #isHeld(): boolean {
    if (this.#isDark(this.#context.timeMs())) return true;
    const { missed, commands } = this.state;
    if (missed.length === 0 && commands.length === 0) return false;
    if (this.#sent.some(({ status }) => !isFinalStatus(status))) return true;
    // All of it was about orders that have ended meanwhile.
    this.state.missed = [];
    this.state.commands = [];
    return false;
  }
}

/**
 * Puts a broker behind a line that is cut at times, for backtests of a venue that does not answer.
 *
 * In a window nothing is reported and nothing arrives. What rested at the venue goes on matching: at the first moment after
 * the window its fills are reported in a burst, at the prices of the bars that were missed and with the time at which they
 * become known. Then what was submitted and cancelled meanwhile arrives, in its order; a submitted order can fill at the
 * moment after that. The reports of each order come in the order in which the venue makes them.
 *
 * - Units: ms of market time; a bar belongs to its close.
 * - State: the inner broker's, missed bars and waiting commands.
 * - Cost: that of the inner broker, and the missed bars once more.
 * - Source: 10 October 2025, when venues took no cancellations for about 40 minutes.
 *
 * @throws {InvalidOptionsError} there is no window, or one does not end after it begins.
 * @example
 * ```ts
 * import { createBot, defineStrategy, orders, simulatedBroker } from '@sigmax/core';
 * import { flatBars } from '@sigmax/core/testing';
 * import { outageBroker } from '@sigmax/risk';
 * const id = 'demo:BTC/USDT';
 * const once = defineStrategy({
 *   name: 'once',
 *   start: () => ({ timeMs }) => orders(timeMs === 60_000 ? [{ type: 'market', instrumentId: id, side: 'buy', quantity: 1 }] : []),
 * });
 * const inner = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });
 * const broker = outageBroker(inner, [{ fromMs: 120_000, untilMs: 240_000 }]);
 * const bot = createBot({ strategy: once(), cash: { USDT: 1_000 } });
 * const { fills } = bot.backtest({ market: flatBars({ bars: 5, timeframeMs: 60_000 }), broker });
 * fills.map(({ timeMs }) => timeMs); // => [240_000]
 * ```
 */
export const outageBroker = (broker: Broker, windows: readonly Outage[]): Broker => {
  const outages = parseOptions(schema, windows, 'outageBroker: windows');
  return {
    ...broker,
    // A venue that does not answer goes on liquidating; told later, it would do so at prices of the past.
    isMarginVenue: false,
    name: `${broker.name}-with-outages`,
    options: { ...broker.options, outages },
    open: (context) => new OutageSession(broker, context, outages),
  };
};
