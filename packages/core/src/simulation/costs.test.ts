import { describe, expect, it } from 'vitest';
import { testTables } from './bar-table.test-helper';
import { slippedPrice } from './costs';

describe('slippage', () => {
  testTables([
    [
      'as a rate of the price',
      `100 101 99 100 |                                      | buy 1 market; sell 1 stop 99.5
       100 101 99 100 | #1 buy 1 @ 100.05 taker slip 0.05; #2 sell 1 @ 99.45 taker slip 0.05 |`,
      { broker: { slippageRate: 0.0005 } },
    ],
    [
      'in ticks',
      `100 101 99 100 |                                      | buy 2 market; sell 1 market
       100 101 99 100 | #1 buy 2 @ 100.03 taker slip 0.06; #2 sell 1 @ 99.97 taker slip 0.03 |`,
      { broker: { slippageTicks: 3 } },
    ],
    [
      'a part of a tick is a whole one',
      `100 101 99 100 |                                      | buy 1 market; sell 1 market
       100 101 99 100 | #1 buy 1 @ 100.01 taker slip 0.01; #2 sell 1 @ 99.99 taker slip 0.01 |`,
      { broker: { slippageTicks: 0.2 } },
    ],
    [
      'as impact of the share of the volume, squared',
      `100 101 99 100 10 |                                      | buy 1 market; sell 5 market
       100 101 99 100 10 | #1 buy 1 @ 100.1 taker slip 0.1; #2 sell 5 @ 97.5 taker slip 12.5 |`,
      { broker: { slippageImpact: 0.1 } },
    ],
    [
      'impact knows no share above all of it, nor a bar without volume',
      `100 101 99 100 10 |                                      | buy 20 market; sell 1 market
       100 101 99 100 10 | #1 buy 20 @ 110 taker slip 200; #2 sell 1 @ 99.9 taker slip 0.1 | sell 1 market
       100 101 99 100 0  | #3 sell 1 @ 90 taker slip 10 |`,
      { broker: { slippageImpact: 0.1 } },
    ],
    [
      'makers have none',
      `100 101 99 100 |                      | buy 1 limit 98
       100 101 97 100 | #1 buy 1 @ 98 maker  |`,
      { broker: { slippageRate: 0.05 } },
    ],
    [
      'a sale never falls below one price step',
      `0.03 0.03 0.03 0.03 |                                       | sell 1 market
       0.02 0.03 0.02 0.03 | #1 sell 1 @ 0.01 taker slip 0.01      |`,
      { broker: { slippageTicks: 5 } },
    ],
  ]);

  it('is always against the order', () => {
    const rate = { rate: 0.001, ticks: 2, impact: 0.1 };
    expect(slippedPrice(rate, 1, 100, 0.01, 1, 10)).toBeCloseTo(100 + 0.1 + 0.1 + 0.02, 12);
    expect(slippedPrice(rate, -1, 100, 0.01, 1, 10)).toBeCloseTo(100 - 0.1 - 0.1 - 0.02, 12);
  });
});
