import { describe } from 'vitest';
import { type TableCase, testTables } from './bar-table.test-helper';

const slipping = { broker: { slippageRate: 0.01 } };

const market: TableCase[] = [
  [
    'buys at the next open, never in the bar of the decision',
    `100 110 90 100 |                       | buy 1 market
     102 110 90 105 | #1 buy 1 @ 102 taker  |`,
  ],
  [
    'sells at the next open',
    `100 110 90 100 |                       | sell 2 market
      97 110 90 105 | #1 sell 2 @ 97 taker  |`,
  ],
  [
    'is worsened by slippage, either way',
    `100 110 90 100 |                                                          | buy 1 market; sell 1 market
     102 110 90 105 | #1 buy 1 @ 103.02 taker slip 1.02; #2 sell 1 @ 100.98 taker slip 1.02 |`,
    slipping,
  ],
  [
    'is rounded against the bot, to the price step',
    `100 110 90 100     |                                                                                   | buy 1 market; sell 1 market
     101.003 110 90 105 | #1 buy 1 @ 101.01 taker slip 0.007; #2 sell 1 @ 101 taker slip 0.003 |`,
  ],
  [
    'orders of one decision fill in the order they were given',
    `100 110 90 100 |                                                                      | sell 10 market; buy 1 market; buy 2 market
     100 110 90 100 | #1 sell 10 @ 100 taker; #2 buy 1 @ 100 taker; #3 buy 2 @ 100 taker   |`,
  ],
  [
    'a decision on the last bar is never filled',
    `100 110 90 100 | |
     100 110 90 100 | | buy 1 market`,
  ],
];

const limit: TableCase[] = [
  [
    'a touch is no fill',
    `100 101 99 100 |  | buy 1 limit 98
     100 101 98  99 |  |
      99 101 98  99 |  |`,
  ],
  [
    'an open at the limit is a touch too',
    `100 101 99 100 |  | buy 1 limit 98; sell 1 limit 102
      98  99 98  99 |  |
     102 102 100 101 |  |`,
  ],
  [
    'trading through fills at the limit, as a maker',
    `100 101 99 100 |                      | buy 1 limit 98
     100 101 97.99 99 | #1 buy 1 @ 98 maker |`,
  ],
  [
    'a sale fills when the price trades above it',
    `100 101 99 100 |                        | sell 1 limit 102
     100 102 99 100 |                        |
     100 102.01 99 100 | #1 sell 1 @ 102 maker |`,
  ],
  [
    'a gap through a resting limit fills at the limit, not at the better open',
    `100 101 99 100 |                        | buy 1 limit 98; sell 1 limit 104
      95  96 94  95 | #1 buy 1 @ 98 maker    |
     110 111 109 110 | #2 sell 1 @ 104 maker |`,
  ],
  [
    'a marketable limit takes at the next open',
    `100 101 99 100 |                                               | buy 1 limit 105; sell 1 limit 95
     102 103 101 102 | #1 buy 1 @ 102 taker; #2 sell 1 @ 102 taker |`,
  ],
  [
    'a limit at the last price is marketable',
    `100 101 99 100 |                       | buy 1 limit 100
     100 103 100 102 | #1 buy 1 @ 100 taker |`,
  ],
  [
    'slippage never goes beyond the limit',
    `100 101 99 100 |                                                            | buy 1 limit 102.5; buy 1 limit 110
     102 103 101 102 | #1 buy 1 @ 102.5 taker slip 0.5; #2 buy 1 @ 103.02 taker slip 1.02 |`,
    slipping,
  ],
  [
    'a marketable limit that the open has left behind rests, and is a maker from then on',
    `100 101 99 100 |                       | buy 1 limit 101
     103 104 102 103 |                      |
     103 104 100 103 | #1 buy 1 @ 101 maker |`,
  ],
  [
    'it may fill later in the bar that left it behind',
    `100 101 99 100 |                       | buy 1 limit 101
     103 104 100 103 | #1 buy 1 @ 101 maker |`,
  ],
  [
    'a limit between two price steps is moved away from the market',
    `100 101 99 100 |                                               | buy 1 limit 98.009; sell 1 limit 102.001
     100 102.02 98 100 | #2 sell 1 @ 102.01 maker                   |
     100 100 97 100 | #1 buy 1 @ 98 maker                           |`,
  ],
  [
    'may be cancelled, and does not fill after that',
    `100 101 99 100 |                          | buy 1 limit 98; buy 1 limit 97
     100 101 99 100 | #1 cancelled requested   | cancel #1
     100 101 90 99  | #2 buy 1 @ 97 maker      |`,
  ],
  [
    'a cancel comes before the orders of its decision',
    `100 101 99 100 |                          | buy 100 limit 98
     100 101 99 100 | #1 cancelled requested   | cancel all; buy 100 limit 97
     100 101 90 99  | #2 buy 100 @ 97 maker    |`,
  ],
  ['a price that rounds to nothing is refused', `100 101 99 100 | denied BELOW_PRICE_STEP | buy 1 limit 0.004`],
];

const stop: TableCase[] = [
  [
    'a sale is touched on the way down, and fills at the stop',
    `100 101 99 100 |                       | sell 1 stop 95
      99 100 95.01 98 |                     |
      98 100 95  98 | #1 sell 1 @ 95 taker  |`,
  ],
  [
    'a purchase is touched on the way up, and fills at the stop',
    `100 101 99 100 |                       | buy 1 stop 105
     101 104.99 99 100 |                    |
     101 105 99 100 | #1 buy 1 @ 105 taker  |`,
  ],
  [
    'a gap beyond the stop fills at the open: it costs what it costs',
    `100 101 99 100 |                       | sell 1 stop 95; buy 1 stop 105
      90  91 89  90 | #1 sell 1 @ 90 taker  |
     110 111 109 110 | #2 buy 1 @ 110 taker |`,
  ],
  [
    'an open exactly at the stop triggers it',
    `100 101 99 100 |                       | sell 1 stop 95
      95  99 95  98 | #1 sell 1 @ 95 taker  |`,
  ],
  [
    'a stop on the wrong side triggers at once, at the next open',
    `100 101 99 100 |                                              | sell 1 stop 120; buy 1 stop 80
     101 102 100 101 | #1 sell 1 @ 101 taker; #2 buy 1 @ 101 taker |`,
  ],
  [
    'slippage worsens it, below the low of the bar if need be',
    `100 101 99 100 |                                     | sell 1 stop 95
      99 100 95 98  | #1 sell 1 @ 94.05 taker slip 0.95  |`,
    slipping,
  ],
  [
    'is rounded to the nearest price step',
    `100 101 99 100 |                       | sell 1 stop 95.006
      99 100 95.01 98 | #1 sell 1 @ 95.01 taker |`,
  ],
  [
    'a stop that rounds to nothing would protect nothing, and is refused',
    `100 101 99 100 | denied BELOW_PRICE_STEP; denied BELOW_PRICE_STEP | sell 1 stop 0.001; buy 1 market sl 0.001`,
  ],
  [
    'two stops in one bar fill in the order they were sent',
    `100 101 99 100 |                                              | buy 1 stop 105; sell 1 stop 95
     100 106 94 100 | #1 buy 1 @ 105 taker; #2 sell 1 @ 95 taker   |`,
  ],
];

const stopLimit: TableCase[] = [
  [
    'fills at the stop when the limit allows it',
    `100 101 99 100 |                       | sell 1 stop-limit 95 94
      99 100 95 98  | #1 sell 1 @ 95 taker  |`,
  ],
  [
    'does nothing while the stop is not touched, whatever the limit',
    `100 101 99 100 |                       | sell 1 stop-limit 95 94
      99 110 96 98  |                       |`,
  ],
  [
    'a gap between stop and limit fills at the open',
    `100 101 99 100 |                         | sell 1 stop-limit 95 94
      94.5 96 93 95 | #1 sell 1 @ 94.5 taker  |`,
  ],
  [
    'a gap beyond the limit rests, and fills in the same bar when the price comes back through it',
    `100 101 99 100 |                         | sell 1 stop-limit 95 94
      92 96 91 93   | #1 sell 1 @ 94 maker    |`,
  ],
  [
    'a gap beyond the limit rests, and may fill bars later',
    `100 101 99 100 |                         | sell 1 stop-limit 95 94
      92 93 91 92   |                         |
      92 94 91 92   |                         |
      92 94.01 91 92 | #1 sell 1 @ 94 maker   |`,
  ],
  [
    'a limit on the far side fills in the bar of the stop only when the close proves it',
    `100 101 99 100 |                         | sell 1 stop-limit 95 97
      99 100 94 97.01 | #1 sell 1 @ 97 maker  |`,
  ],
  [
    'a high that may have come before the stop proves nothing, nor does a close at the limit',
    `100 101 99 100 |                         | sell 1 stop-limit 95 97
      99 100 94 97  |                         |
      96 97.01 94 95 | #1 sell 1 @ 97 maker   |`,
  ],
  [
    'a purchase mirrors it',
    `100 101 99 100 |                         | buy 1 stop-limit 105 106; buy 1 stop-limit 105 103
     101 105 100 104 | #1 buy 1 @ 105 taker   |
     104 104 102.99 104 | #2 buy 1 @ 103 maker |`,
  ],
  [
    'slippage of a touched stop stays within the limit',
    `100 101 99 100 |                                     | sell 1 stop-limit 95 94.5
      99 100 95 98  | #1 sell 1 @ 94.5 taker slip 0.5    |`,
    slipping,
  ],
];

describe('market orders', () => testTables(market));
describe('limit orders', () => testTables(limit));
describe('stops', () => testTables(stop));
describe('stop-limit orders', () => testTables(stopLimit));
