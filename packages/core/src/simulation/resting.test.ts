import { describe } from 'vitest';
import { type TableCase, testTables } from './bar-table.test-helper';

const cases: TableCase[] = [
  [
    'follows the best price at a distance, and never back',
    `100 101 99 100  |                        | sell 1 trail 5
     101 110 100 108 |                        |
     108 109 105.01 106 |                     |
     106 107 105 106 | #1 sell 1 @ 105 taker  |`,
  ],
  [
    'a purchase follows a fall',
    `100 101 99 100  |                        | buy 1 trail 5
     99 100 90 91    |                        |
     91 94.99 91 93  |                        |
     93 95 91 93     | #1 buy 1 @ 95 taker    |`,
  ],
  [
    'begins at the last price, and not at the best one before it',
    `100 120 99 100  |                        | sell 1 trail 5
     100 101 95.01 100 |                      |
     100 101 96 100  | #1 sell 1 @ 96 taker   |`,
  ],
  [
    'a low in the bar of a new high is taken to have come first, and meets the old stop',
    `100 101 99 100  |                        | sell 1 trail 5
     101 110 95 108  | #1 sell 1 @ 95 taker   |`,
  ],
  [
    'a close below the stop that the bar itself has raised is certain, and fills at that stop',
    `100 101 99 100  |                        | sell 1 trail 5
     101 110 97 104  | #1 sell 1 @ 105 taker  |`,
  ],
  [
    'a close exactly at it is too',
    `100 101 99 100  |                        | sell 1 trail 5
     101 110 97 105  | #1 sell 1 @ 105 taker  |`,
  ],
  [
    'a gap beyond the stop fills at the open',
    `100 101 99 100  |                        | sell 1 trail 5
      90  91 89 90   | #1 sell 1 @ 90 taker   |`,
  ],
  [
    'a fraction is one of the best price',
    `100 101 99 100  |                        | sell 1 trail 10%
     100 200 100 200 |                        |
     200 200 180.01 190 |                     |
     190 190 180 190 | #1 sell 1 @ 180 taker  |`,
  ],
  [
    'ticks are price steps of the instrument',
    `100 101 99.9 100 |                         | sell 1 trail 50t
     100 101 99.51 100.8 |                     |
     100.8 101 100.5 100.6 | #1 sell 1 @ 100.5 taker |`,
  ],
  [
    'a level between two price steps is rounded to the nearest',
    `100 101 99 100  |                            | sell 1 trail 3.333%
     100 100 96.68 100 |                          |
     100 100 96.67 100 | #1 sell 1 @ 96.67 taker  |`,
  ],
  [
    'waits for its activation price, whatever the price does before',
    `100 101 99 100  |                        | sell 1 trail 5 from 110
      90 95 80 95    |                        |
      95 109.99 95 109 |                      |
     109 111 108 110 |                        |
     110 110 106.01 107 |                     |
     107 107 106 107 | #1 sell 1 @ 106 taker  |`,
  ],
  [
    'activated inside a bar, it trails what came after for certain: the close',
    `100 101 99 100  |                        | sell 1 trail 5 from 110
     100 112 99 106  | #1 sell 1 @ 107 taker  |`,
  ],
  [
    'activated inside a bar, a low that may have come before does nothing',
    `100 101 99 100  |                        | sell 1 trail 5 from 110
     100 112 80 108  |                        |
     108 108 107 107.5 | #1 sell 1 @ 107 taker |`,
  ],
  [
    'activated by the open, the rest of the bar counts',
    `100 101 99 100  |                        | sell 1 trail 5 from 110
     111 112 106 111 | #1 sell 1 @ 106 taker  |`,
  ],
  [
    'a purchase is activated by a fall',
    `100 101 99 100  |                        | buy 1 trail 5 from 90
     120 130 91 100  |                        |
     100 100 90 94   |                        |
      94 95 90 94    | #1 buy 1 @ 95 taker    |`,
  ],
  [
    'a distance larger than the price waits at the lowest price there is',
    `100 101 99 100  |                        | sell 1 trail 500
     100 101 0.01 100 | #1 sell 1 @ 0.01 taker |`,
  ],
  [
    'along a path, it follows every corner',
    `100 101 99 100  |                        | sell 1 trail 5
     101 110 95 108  | #1 sell 1 @ 105 taker  |`,
    { broker: { intrabarPath: 'open-high-low-close' } },
  ],
  [
    'along the other path, the low comes before the rise',
    `100 101 99 100  |                        | sell 1 trail 5
     101 110 96 108  |                        |
     108 110 105 108 | #1 sell 1 @ 105 taker  |`,
    { broker: { intrabarPath: 'open-low-high-close' } },
  ],
  [
    'along a path, it is activated on the way and trails from there',
    `100 101 99 100  |                        | sell 1 trail 5 from 110
     107 112 106 108 | #1 sell 1 @ 107 taker  |`,
    { broker: { intrabarPath: 'open-high-low-close' } },
  ],
];

describe('a trailing stop', () => testTables(cases));
