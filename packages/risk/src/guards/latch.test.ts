import { pass } from '@sigmax/core';
import { portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { btc, market, rearmed } from './guard-events.test-helper';
import { demanded, isRearmed, latched, stopAction, tripOf } from './latch';

const trip = tripOf('LOSS_ABOVE_LIMIT', 1, 2);
const holding = portfolioOf({ quantity: { [btc]: 1 } });

it('passes everything until it is tripped, and only exits then', () => {
  expect(latched(undefined, market(), holding)).toBe(pass);
  expect(latched(trip, market({ side: 'sell' }), holding)).toBe(pass);
  const facts = { code: 'LOSS_ABOVE_LIMIT', limit: 1, observed: 2 };
  expect(latched(trip, market(), holding)).toEqual({ type: 'reduce-only', ...facts });
  // More than is held: what is held may still leave.
  expect(latched(trip, market({ side: 'sell', quantity: 2 }), holding)).toEqual({ type: 'reduce-only', ...facts });
});

it('demands what it was told to', () => {
  expect(demanded(undefined, 'halt')).toBeUndefined();
  for (const action of stopAction.options) {
    expect(demanded(trip, action)).toEqual({ action, code: 'LOSS_ABOVE_LIMIT', limit: 1, observed: 2 });
  }
});

it('is re-armed by its own name alone', () => {
  expect(isRearmed(rearmed('a'), 'a')).toBe(true);
  expect(isRearmed(rearmed('b'), 'a')).toBe(false);
  expect(isRearmed({ type: 'snapshot', timeMs: 0, bars: [] }, 'a')).toBe(false);
});

it('shows no broken number', () => {
  expect(tripOf('EQUITY_UNKNOWN', 1, Number.NaN).observed).toBe(0);
  expect(tripOf('EQUITY_UNKNOWN', 1, -Infinity).observed).toBe(0);
});
