import { expect, it } from 'vitest';
import { type Guard, pass } from '../../guard/guard';
import type { OrderIntent } from '../../orders/order-intent';
import { runScenario } from './guard-scenario';

it('shows a guard orders of every kind, size and side, deposits, and a deep fall', () => {
  const seen: OrderIntent[] = [];
  const events = new Set<string>();
  const watch: Guard = {
    name: 'watch',
    initial: 0,
    check: (intent) => {
      seen.push(intent);
      return pass;
    },
    update: (state, { type }) => {
      events.add(type);
      return state;
    },
  };
  const { equity, cashMoves } = runScenario(watch);
  expect(new Set(seen.map(({ type, side }) => `${type} ${side}`)).size).toBe(10);
  expect(seen.length).toBeGreaterThan(100);
  expect(Math.min(...equity)).toBeLessThan(0.5 * Math.max(...equity));
  expect(Math.max(...equity)).toBeGreaterThan(12_500);
  expect(cashMoves.map(({ amount }) => amount)).toEqual([2_000, -50]);
  expect([...events].sort()).toEqual([
    'cash-moved',
    'fill',
    'order-accepted',
    'order-cancelled',
    'order-rejected',
    'order-submitted',
    'snapshot',
  ]);
});
