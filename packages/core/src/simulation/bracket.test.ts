import { describe, expect, it } from 'vitest';
import { expectTable, type TableCase, testTables } from './bar-table.test-helper';

const share = { broker: { volumeShare: 0.1 } };

const exits: TableCase[] = [
  [
    'the target closes the position and cancels the stop',
    `100 101 99 100 |                       | buy 1 market tp 110 sl 90
     100 101 99 100 | #1 buy 1 @ 100 taker  |
     100 110 99 109 |                       |
     109 111 99 109 | #3 sell 1 @ 110 maker; #2 cancelled one-cancels-other |`,
  ],
  [
    'the stop closes the position and cancels the target',
    `100 101 99 100 |                       | buy 1 market tp 110 sl 90
     100 101 99 100 | #1 buy 1 @ 100 taker  |
     100 101 90 95  | #2 sell 1 @ 90 taker; #3 cancelled one-cancels-other |`,
  ],
  [
    'in one bar the stop comes before the target',
    `100 101 99 100 |                       | buy 1 market tp 110 sl 90
     100 101 99 100 | #1 buy 1 @ 100 taker  |
     100 120 80 115 | #2 sell 1 @ 90 taker; #3 cancelled one-cancels-other |`,
  ],
  [
    'a gap beyond the stop fills at the open',
    `100 101 99 100 |                       | buy 1 market tp 110 sl 90
     100 101 99 100 | #1 buy 1 @ 100 taker  |
      80 120 79 115 | #2 sell 1 @ 80 taker; #3 cancelled one-cancels-other |`,
  ],
  [
    'a gap beyond the target fills at the target',
    `100 101 99 100 |                       | buy 1 market tp 110 sl 90
     100 101 99 100 | #1 buy 1 @ 100 taker  |
     120 121 80 115 | #3 sell 1 @ 110 maker; #2 cancelled one-cancels-other |`,
  ],
  [
    'an entry at the open may meet its target in the same bar',
    `100 101 99 100 |                                               | buy 1 market tp 110 sl 90
     100 111 99 105 | #1 buy 1 @ 100 taker; #3 sell 1 @ 110 maker; #2 cancelled one-cancels-other |`,
  ],
  [
    'and its stop before that',
    `100 101 99 100 |                                               | buy 1 market tp 110 sl 90
     100 111 90 105 | #1 buy 1 @ 100 taker; #2 sell 1 @ 90 taker; #3 cancelled one-cancels-other |`,
  ],
  [
    'an open exactly at a stop entry is an entry at the open',
    `100 101 99 100 |                                               | buy 1 stop 105 tp 107
     105 108 104 106 | #1 buy 1 @ 105 taker; #2 sell 1 @ 107 maker  |`,
  ],
  [
    'an entry inside the bar does not meet its target in it, however far the bar goes',
    `100 101 99 100 |                                               | buy 1 limit 95 tp 105 sl 80
      98 110 94 109 | #1 buy 1 @ 95 maker                           |
     104 104 100 104 |                                              |
     104 106 100 104 | #3 sell 1 @ 105 maker; #2 cancelled one-cancels-other |`,
  ],
  [
    'an entry inside the bar meets its stop in it',
    `100 101 99 100 |                                               | buy 1 limit 95 tp 105 sl 92
      98 110 92 109 | #1 buy 1 @ 95 maker; #2 sell 1 @ 92 taker; #3 cancelled one-cancels-other |`,
  ],
  [
    'a stop entry inside the bar meets its stop, though the low may have come first',
    `100 101 99 100 |                                               | buy 1 stop 105 tp 107 sl 98
     100 110 97 109 | #1 buy 1 @ 105 taker; #2 sell 1 @ 98 taker; #3 cancelled one-cancels-other |`,
  ],
  [
    'an open beyond the stop closes what the open has just bought',
    `100 101 99 100 |                                               | buy 1 market tp 110 sl 99
      98 101 97 100 | #1 buy 1 @ 98 taker; #2 sell 1 @ 98 taker; #3 cancelled one-cancels-other |`,
  ],
  [
    'a stop that an entry inside the bar is already beyond fills where the entry did, and makes no profit',
    `100 101 99 100 |                                               | buy 1 stop 102 sl 105; sell 1 limit 103 sl 98
     101 104 101 103 | #1 buy 1 @ 102 taker; #2 sell 1 @ 102 taker; #3 sell 1 @ 103 maker; #4 buy 1 @ 103 taker |`,
  ],
  [
    'one side alone will do',
    `100 101 99 100 |                                               | buy 1 market sl 90; buy 1 market tp 105
     100 101 99 100 | #1 buy 1 @ 100 taker; #3 buy 1 @ 100 taker    |
     100 106 90 100 | #2 sell 1 @ 90 taker; #4 sell 1 @ 105 maker   |`,
  ],
  [
    'a sale is bracketed the other way round',
    `100 101 99 100 |                                               | sell 1 market tp 90 sl 110
     100 101 99 100 | #1 sell 1 @ 100 taker                         |
     100 110 80 100 | #2 buy 1 @ 110 taker; #3 cancelled one-cancels-other |`,
  ],
  [
    'two brackets mind their own fills',
    `100 101 99 100 |                                               | buy 1 market tp 110 sl 90; buy 2 market tp 120 sl 95
     100 101 99 100 | #1 buy 1 @ 100 taker; #4 buy 2 @ 100 taker    |
     100 101 94 100 | #5 sell 2 @ 95 taker; #6 cancelled one-cancels-other |
     100 111 94 100 | #3 sell 1 @ 110 maker; #2 cancelled one-cancels-other |`,
  ],
];

const partial: TableCase[] = [
  [
    'exits grow with what the entry fills',
    `100 101 99 100 100 |                            | buy 3 market tp 110 sl 90
     100 101 99 100 10  | #1 buy 1 @ 100 taker       |
     100 101 99 100 10  | #1 buy 1 @ 100 taker       |
     100 101 99 100 10  | #1 buy 1 @ 100 taker       |
     100 111 99 100 100 | #3 sell 3 @ 110 maker; #2 cancelled one-cancels-other |`,
    share,
  ],
  [
    'a stop protects what has filled so far, and closes what fills after it at the next open',
    `100 101 99 100 100 |                            | buy 3 market tp 110 sl 90
     100 101 99 100 20  | #1 buy 2 @ 100 taker       |
     100 101 89 92 50   | #1 buy 1 @ 100 taker; #2 sell 3 @ 90 taker; #3 cancelled one-cancels-other |`,
    share,
  ],
  [
    'what one exit fills in part, the other no longer protects',
    `100 101 99 100 100 |                            | buy 4 market tp 110 sl 90
     100 101 99 100 40  | #1 buy 4 @ 100 taker       |
     100 111 99 109 10  | #3 sell 1 @ 110 maker      |
     100 101 80 85 100  | #2 sell 3 @ 90 taker; #3 cancelled one-cancels-other after 1 |`,
    share,
  ],
  [
    'a stop that was touched goes on until it is done',
    `100 101 99 100 100 |                            | buy 4 market tp 110 sl 90
     100 101 99 100 40  | #1 buy 4 @ 100 taker       |
     100 101 89 95 10   | #2 sell 1 @ 90 taker       |
      96 97 95 96 10    | #2 sell 1 @ 96 taker       |
     112 113 111 112 10 | #2 sell 1 @ 112 taker      |
     100 101 99 100 10  | #2 sell 1 @ 100 taker; #3 cancelled one-cancels-other |`,
    share,
  ],
  [
    'an entry that is cancelled leaves exits for what it filled',
    `100 101 99 100 100 |                              | buy 4 market tp 110 sl 90
     100 101 99 100 10  | #1 buy 1 @ 100 taker; #1 cancelled requested after 1 | cancel #1
     100 101 89 95 100  | #2 sell 1 @ 90 taker; #3 cancelled one-cancels-other |`,
    share,
  ],
  [
    'exits whose position was sold by another order wait for an entry that is still filling',
    `100 101 99 100 100   |                                | buy 3 limit 99.5 sl 90
     100 101 99.4 100 10  | #1 buy 1 @ 99.5 maker          | sell 1 market
     100 101 99.6 100 100 | #3 sell 1 @ 100 taker          |
     100 101 99.4 100 10  | #1 buy 1 @ 99.5 maker          |
      90 91 89 90 1000    | #1 buy 1 @ 99.5 maker; #2 sell 2 @ 90 taker; #2 cancelled nothing-to-reduce after 2 |`,
    { ...share, cash: { USDT: 1_000 } },
  ],
  [
    'exits that have closed what there was end with the entry',
    `100 101 99 100 100 |                              | buy 4 limit 99.5 tp 110 sl 90
     100 101 99 100 10  | #1 buy 1 @ 99.5 maker        |
     100 101 89 95 1000 | #2 sell 1 @ 90 taker; #1 buy 3 @ 99.5 maker |
      95 96 94 95 1000  | #2 sell 3 @ 95 taker; #3 cancelled one-cancels-other |`,
    share,
  ],
];

const endings: TableCase[] = [
  [
    'an entry that is cancelled without a fill takes its exits with it',
    `100 101 99 100 | | buy 1 limit 90 tp 110 sl 80
     100 101 99 100 | #1 cancelled requested; #2 cancelled entry-ended; #3 cancelled entry-ended | cancel #1`,
  ],
  [
    'an entry that is refused on arrival does too',
    `100 101 99 100 | #1 rejected post-only-would-take; #2 rejected reduce-only-nothing-to-reduce; #3 rejected reduce-only-nothing-to-reduce | buy 1 limit 105 post tp 110 sl 80`,
  ],
  [
    'an entry that is refused when it would fill does too',
    `100 101 99 100 | | buy 1000 market tp 110 sl 80
     100 101 99 100 | #1 rejected insufficient-funds; #2 cancelled entry-ended; #3 cancelled entry-ended |`,
  ],
  [
    'an entry that had to fill at once and did not does too',
    `100 101 99 100 | | buy 1 limit 99 ioc tp 110 sl 80
     100 101 99 100 | #1 cancelled ioc-remainder; #2 cancelled entry-ended; #3 cancelled entry-ended |`,
  ],
  [
    'cancelling all cancels exits as well',
    `100 101 99 100 |                      | buy 1 market tp 110 sl 90
     100 101 99 100 | #1 buy 1 @ 100 taker; #2 cancelled requested; #3 cancelled requested | cancel all
     100 120 80 100 |                      |`,
  ],
  [
    'one exit may be cancelled, the other stays',
    `100 101 99 100 |                      | buy 1 market tp 110 sl 90
     100 101 99 100 | #1 buy 1 @ 100 taker; #3 cancelled requested | cancel #3
     100 120 80 100 | #2 sell 1 @ 90 taker |`,
  ],
  [
    'exits end when another order has sold the position',
    `100 101 99 100 |                      | buy 1 market tp 110 sl 90
     100 101 99 100 | #1 buy 1 @ 100 taker | sell 1 market
     100 101 99 100 | #4 sell 1 @ 100 taker; #2 cancelled nothing-to-reduce; #3 cancelled nothing-to-reduce |`,
  ],
];

const received = { broker: { takerFeeRate: 0.0015, feeAsset: 'received' }, cash: { USDT: 1_000 } };

const feesInUnits: TableCase[] = [
  [
    'exits are sized to what the entry brought in, in whole lots, and fill whole',
    `100 101 99 100 |                                       | buy 1 market tp 110 sl 90
     100 101 99 100 | #1 buy 1 @ 100 taker fee 0.0015 BTC   |
     100 101 90 100 | #2 sell 0.998 @ 90 taker fee 0.13473 USDT; #3 cancelled one-cancels-other |`,
    received,
  ],
  [
    'they leave other units of the instrument alone',
    `100 101 99 100 |                                       | buy 1 market sl 90; buy 2 market
     100 101 99 100 | #1 buy 1 @ 100 taker fee 0.0015 BTC; #3 buy 2 @ 100 taker fee 0.003 BTC |
     100 101 90 100 | #2 sell 0.998 @ 90 taker fee 0.13473 USDT |
     100 101 90 100 | |`,
    received,
  ],
  [
    'they wait for an entry that is still filling',
    `100 101 99 100 100 |                                     | buy 2 limit 99.5 tp 110 sl 90
     100 101 99.4 100 10 | #1 buy 1 @ 99.5 maker fee 0.0015 BTC |
     100 101 90 100 9.98 | #2 sell 0.998 @ 90 taker fee 0.13473 USDT |
     100 101 99.4 100 10 | #1 buy 1 @ 99.5 maker fee 0.0015 BTC |
     100 101 99.4 100 10 | #2 sell 0.999 @ 100 taker fee 0.14985 USDT; #3 cancelled one-cancels-other |`,
    { ...received, broker: { ...received.broker, makerFeeRate: 0.0015, volumeShare: 0.1 } },
  ],
  [
    'they end with an entry that brought in less than a lot',
    `100 101 99 100 |                                         | buy 0.001 market tp 110 sl 90
     100 101 99 100 | #1 buy 0.001 @ 100 taker fee 0.0000015 BTC; #2 cancelled nothing-to-reduce; #3 cancelled nothing-to-reduce |`,
    received,
  ],
];

describe('the exits of a bracket', () => testTables(exits));
describe('a bracket and partial fills', () => testTables(partial));
describe('how exits end', () => testTables(endings));
describe('exits and fees in units', () => testTables(feesInUnits));

it('are told of only once they protect something', () => {
  const { events } = expectTable(
    `100 101 99 100 |                      | buy 1 market tp 110 sl 90
     100 101 99 100 | #1 buy 1 @ 100 taker |`,
  );
  expect(events.map(({ type }) => type)).toEqual([
    'order-submitted',
    'order-submitted',
    'order-submitted',
    'fill',
    'order-accepted',
    'order-accepted',
  ]);
});
