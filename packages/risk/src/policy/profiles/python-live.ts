import type { LimitsProfile } from './profile';
import { pythonTriggers } from './python-triggers';

/**
 * What the Python system was to begin live trading with: 50 dollars in all, 15 in one position, BTC, ETH and SOL only, no
 * leverage, 10 dollars a day.
 *
 * Its stop-loss of 1.5 % belongs on the order, and its three open trades are what 15 of 50 dollars leave room for.
 *
 * Source: SAFETY.md and .env of I-Onlabs/SIGMAX at d7d40d9; its drawdown of 5 % and heartbeat of 30 s are from its notes.
 */
export const pythonLive: LimitsProfile = Object.freeze({
  ...pythonTriggers,
  'max-capital': { kind: 'max-gross-exposure', limitAmount: 50 },
  'max-position': { kind: 'max-order-notional', limitAmount: 15 },
  'max-leverage': { kind: 'max-leverage', limitMultiple: 1 },
  majors: {
    kind: 'restricted-instruments',
    allow: ['binance:BTC/USDT', 'binance:ETH/USDT', 'binance:SOL/USDT'],
  },
  drawdown: { kind: 'max-drawdown', limitFraction: 0.05, action: 'pause' },
});
