import type { BotEvent, Side } from '@sigmax/core';

/** What became of one order before it left. */
export interface ComplianceRecord {
  readonly timeMs: number;
  readonly instrumentId: string;
  readonly side: Side;
  readonly quantity: number;
  readonly outcome: 'submitted' | 'delayed' | 'denied';
  /** Who put it off or denied it, and why; `undefined` for one that left. */
  readonly guard: string | undefined;
  readonly code: string | undefined;
}

/**
 * Returns a record of every order that left, was put off or was denied, from the events of a run: by whom, when and by which rule.
 *
 * - State: none. Cost: O(events). The event log itself is hashed; a record is a view of it.
 *
 * @example
 * ```ts
 * import { complianceOfficer, complianceRecords } from '@sigmax/agents';
 * import { createBot, defineStrategy, simulatedBroker, simulatedMarket, target } from '@sigmax/core';
 * const greedy = defineStrategy({ name: 'greedy', start: () => ({ bar }) => target(bar.instrumentId, 0.5) });
 * const { guard } = complianceOfficer({ allow: ['demo:ETH/USDT'], jurisdiction: 'DE' });
 * const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 5 });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
 * const bot = createBot({ strategy: greedy(), guards: [guard], cash: { USDT: 10_000 } });
 * const [first] = complianceRecords(bot.backtest({ market, broker }).events);
 * [first?.outcome, first?.guard, first?.code]; // => ['denied', 'compliance', 'INSTRUMENT_NOT_ALLOWED']
 * ```
 */
export const complianceRecords = (events: Iterable<BotEvent>): readonly ComplianceRecord[] => {
  const records: ComplianceRecord[] = [];
  for (const event of events) {
    if (event.type === 'order-submitted') {
      const { timeMs, instrumentId, side, quantity } = event;
      records.push({ timeMs, instrumentId, side, quantity, outcome: 'submitted', guard: undefined, code: undefined });
    }
    if (event.type === 'order-denied' || event.type === 'order-delayed') {
      const { timeMs, instrumentId, guard, code, intent } = event;
      const outcome = event.type === 'order-denied' ? 'denied' : 'delayed';
      records.push({ timeMs, instrumentId, side: intent.side, quantity: intent.quantity, outcome, guard, code });
    }
  }
  return records;
};
