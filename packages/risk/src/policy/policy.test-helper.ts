import type { Control, OrderIntent } from '@sigmax/core';
import type { LimitInput } from './limit-kinds';
import type { LimitsInput } from './limits-document';

export const btc = 'demo:BTC/USDT';
export const eth = 'demo:ETH/USDT';

/** Limits of the name `test` for orders of at most `limitAmount`, but for the fields that are given. */
export const limitsOf = (limitAmount: number, fields: Partial<LimitsInput> = {}): LimitsInput => ({
  name: 'test',
  version: 1,
  reportingAsset: 'USDT',
  effectiveAtMs: 0,
  limits: { 'max-order': { kind: 'max-order-notional', limitAmount } },
  ...fields,
});

export const drawdown = (limitFraction: number, fields: Partial<LimitInput> = {}): LimitInput =>
  ({ kind: 'max-drawdown', limitFraction, action: 'halt', ...fields }) as LimitInput;

/** The control that brings new limits. */
export const bring = (value: unknown): Control => ({ type: 'observed', name: 'limits', value });

export const buy = (quantity: number, instrumentId = btc): OrderIntent => ({
  type: 'market',
  instrumentId,
  side: 'buy',
  quantity,
});
