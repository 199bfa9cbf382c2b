import type { Trade } from '@sigmax/core';
import type { SymbolSource } from './recorder-options';

export const btc = 'demo:BTC/USDT';
export const eth = 'demo:ETH/USDT';

export const trade = (timeMs: number, instrumentId = btc): Trade => ({
  type: 'trade',
  instrumentId,
  timeMs,
  id: `9007199254740993${timeMs}`,
  price: 100 + timeMs / 8,
  quantity: 0.1,
  side: timeMs % 2 === 0 ? 'buy' : undefined,
});

/** Numbers instruments in the order in which they are asked for. */
export const countingSymbols = (): SymbolSource => {
  const ids = new Map<string, number>();
  return {
    resolve: async (instrumentId) => {
      const id = ids.get(instrumentId) ?? ids.size + 1;
      ids.set(instrumentId, id);
      return { id };
    },
  };
};
