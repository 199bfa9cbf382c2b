import { describe, expect, it } from 'vitest';
import { expectTable, type TableCase, testTables } from './bar-table.test-helper';

const share = { broker: { volumeShare: 0.1 } };

const timeInForce: TableCase[] = [
  [
    'immediate or cancel: what the volume gives, and no more',
    `100 101 99 100 100  |                                                     | buy 3 market ioc
     100 101 99 100 20   | #1 buy 2 @ 100 taker; #1 cancelled ioc-remainder after 2 |
     100 101 99 100 100  |                                                     |`,
    share,
  ],
  [
    'immediate or cancel: nothing when the open is beyond the limit, whatever the bar does later',
    `100 101 99 100 |                             | buy 1 limit 101 ioc
     102 103 90 95  | #1 cancelled ioc-remainder  |`,
  ],
  [
    'immediate or cancel: a limit that the open has passed takes at the open',
    `100 101 99 100 |                       | buy 1 limit 98 ioc; sell 1 limit 102 fok
      97 98 96 97   | #1 buy 1 @ 97 taker; #2 cancelled fok-unfilled |`,
  ],
  [
    'fill or kill: all at once',
    `100 101 99 100 100 |                           | buy 2 market fok; buy 3 limit 105 fok
     100 101 99 100 50  | #1 buy 2 @ 100 taker; #2 buy 3 @ 100 taker |`,
    share,
  ],
  [
    'fill or kill: or nothing',
    `100 101 99 100 100 |                           | buy 2 market fok; buy 1 market
     100 101 99 100 19  | #1 cancelled fok-unfilled; #2 buy 1 @ 100 taker |`,
    share,
  ],
  [
    'good till cancelled: a market order goes on over bars',
    `100 101 99 100 100 |                       | buy 5 market
     100 101 99 100 20  | #1 buy 2 @ 100 taker  |
     101 102 99 100 20  | #1 buy 2 @ 101 taker  |
     102 103 99 100 20  | #1 buy 1 @ 102 taker  |`,
    share,
  ],
  [
    'good till cancelled: what is left of a marketable limit rests as a maker',
    `100 101 99 100 100 |                       | buy 5 limit 101
     100 101 99 100 20  | #1 buy 2 @ 100 taker  |
      99 100 98 99 10   | #1 buy 1 @ 101 maker  |
     101 101 101 101 99 |                       |
     101 101 100 101 99 | #1 buy 2 @ 101 maker  |`,
    share,
  ],
  [
    'a bar without volume fills nothing',
    `100 101 99 100 100 |                       | buy 1 market; sell 1 limit 100.5; sell 1 stop 99
     100 101 99 100 0   |                       |
     100 100.4 99.5 100 100 | #1 buy 1 @ 100 taker; #3 sell 1 @ 100 taker |`,
    share,
  ],
  [
    'orders of the bot share one volume, in the order in which they are filled',
    `100 101 99 100 100  |                                              | buy 2 market; buy 2 market; sell 3 market
     100 101 99 100 30   | #1 buy 2 @ 100 taker; #2 buy 1 @ 100 taker   |
     100 101 99 100 30   | #2 buy 1 @ 100 taker; #3 sell 2 @ 100 taker  |
     100 101 99 100 30   | #3 sell 1 @ 100 taker                        |`,
    share,
  ],
  [
    'the share of a volume is whole lots',
    `100 101 99 100 100     |                          | buy 1 market
     100 101 99 100 0.0199  | #1 buy 0.001 @ 100 taker |`,
    share,
  ],
];

const postOnly: TableCase[] = [
  [
    'is refused when it would take',
    `100 101 99 100 | #1 rejected post-only-would-take; #2 rejected post-only-would-take | buy 1 limit 100 post; sell 1 limit 99 post`,
  ],
  [
    'rests otherwise, and is always a maker',
    `100 101 99 100 |                        | buy 1 limit 99.99 post
      98 99 97 98   | #1 buy 1 @ 99.99 maker |`,
  ],
];

const reduceOnly: TableCase[] = [
  [
    'is refused when there is nothing to reduce, or it would add',
    `100 101 99 100 | #1 rejected reduce-only-nothing-to-reduce | sell 1 market reduce
     100 101 99 100 |                                            | buy 1 market
     100 101 99 100 | #2 buy 1 @ 100 taker; #3 rejected reduce-only-nothing-to-reduce | buy 1 market reduce`,
  ],
  [
    'is cut to what is held, and ends',
    `100 101 99 100 |                                                                             | buy 1 market
     100 101 99 100 | #1 buy 1 @ 100 taker                                                        | sell 3 market reduce
     100 101 99 100 | #2 sell 1 @ 100 taker; #2 cancelled nothing-to-reduce after 1               |`,
  ],
  [
    'ends when another order has closed the position',
    `100 101 99 100 |                                                                     | buy 1 market
     100 101 99 100 | #1 buy 1 @ 100 taker                                                | sell 1 stop 90 reduce; sell 1 market
     100 101 99 100 | #3 sell 1 @ 100 taker; #2 cancelled nothing-to-reduce               |`,
  ],
  [
    'never turns a position round, though units were deposited',
    `100 101 99 100 |                                                                     | buy 1 market
     100 101 99 100 | #1 buy 1 @ 100 taker                                                | sell 5 limit 100 reduce; sell 5 limit 105 reduce
     100 106 99 100 | #2 sell 1 @ 100 taker; #2 cancelled nothing-to-reduce after 1; #3 cancelled nothing-to-reduce |`,
  ],
  [
    'closes a short position, which a sale of deposited units is',
    `100 101 99 100 |                                                                     | sell 2 market
     100 101 99 100 | #1 sell 2 @ 100 taker                                               | buy 5 market reduce
     100 101 99 100 | #2 buy 2 @ 100 taker; #2 cancelled nothing-to-reduce after 2        |`,
  ],
  [
    'does not wait for less than a lot, which it could never sell',
    `100 101 99 100 |                                                                     | buy 1 market
     100 101 99 100 | #1 buy 1 @ 100 taker fee 0.0015 BTC                                 | sell 5 market reduce
     100 101 99 100 | #2 sell 0.998 @ 100 taker fee 0.1497 USDT; #2 cancelled nothing-to-reduce after 0.998 |`,
    { broker: { takerFeeRate: 0.0015, feeAsset: 'received' }, cash: { USDT: 1_000 } },
  ],
];

const funds: TableCase[] = [
  [
    'a market purchase beyond the cash is refused when it would fill',
    `100 101 99 100 |                                                       | buy 5 market; buy 6 market
     100 101 99 100 | #1 buy 5 @ 100 taker; #2 rejected insufficient-funds  |`,
    { cash: { USDT: 1_000 } },
  ],
  [
    'a price that rises between decision and fill can make it too dear',
    `100 101 99 100 |                                  | buy 10 market
     100.01 101 99 100 | #1 rejected insufficient-funds |`,
    { cash: { USDT: 1_000 } },
  ],
  [
    'the fee has to be there too',
    `100 101 99 100 |                                                                     | buy 9 market; buy 1 market
     100 101 99 100 | #1 buy 9 @ 100 taker fee 9 USDT; #2 rejected insufficient-funds      |`,
    { cash: { USDT: 1_000 }, broker: { takerFeeRate: 0.01 } },
  ],
  [
    'a market sale delivers what is held',
    `100 101 99 100 |                                                        | sell 1 market; sell 0.001 market
     100 101 99 100 | #1 sell 1 @ 100 taker; #2 rejected insufficient-funds  |`,
    { cash: { USDT: 0, BTC: 1 } },
  ],
  [
    'a limit is refused at once, since it locks its funds',
    `100 101 99 100 | #2 rejected insufficient-funds; #4 rejected insufficient-funds | buy 6 limit 99; buy 5 limit 98; sell 1 limit 110; sell 0.5 limit 120`,
    { cash: { USDT: 1_000, BTC: 1 } },
  ],
  [
    'locked funds are not there for market orders, and are free after a cancel',
    `100 101 99 100 |                                            | buy 6 limit 90
     100 101 99 100 |                                            | buy 5 market
     100 101 99 100 | #2 rejected insufficient-funds; #1 cancelled requested | cancel #1; buy 5 market
     100 101 99 100 | #3 buy 5 @ 100 taker                       |`,
    { cash: { USDT: 1_000 } },
  ],
  [
    'a filled limit has used what it locked, fee included',
    `100 101 99 100 |                                            | buy 9.899 limit 100
     100 101 99 100 | #1 buy 9.899 @ 100 taker fee 9.899 USDT        | buy 0.001 market
     100 101 99 100 | #2 buy 0.001 @ 100 taker fee 0.001 USDT    |`,
    { cash: { USDT: 1_000 }, broker: { takerFeeRate: 0.01 } },
  ],
  [
    'a stop locks nothing, and is cancelled when its turn comes and there is nothing',
    `100 101 99 100 |                                            | sell 1 stop 95; sell 1 stop 94
      99 100 90 95  | #1 sell 1 @ 95 taker; #2 cancelled insufficient-funds |`,
    { cash: { USDT: 0, BTC: 1 } },
  ],
  [
    'a sale pays for a purchase that was sent after it',
    `100 101 99 100 |                                             | sell 1 market; buy 1 market
     100 101 99 100 | #1 sell 1 @ 100 taker; #2 buy 1 @ 100 taker |`,
    { cash: { USDT: 0, BTC: 1 } },
  ],
];

const fees: TableCase[] = [
  [
    'takers and makers pay their own rate, in quote',
    `100 101 99 100 |                                                    | buy 1 market; buy 1 limit 98
     100 101 97 100 | #1 buy 1 @ 100 taker fee 0.1 USDT; #2 buy 1 @ 98 maker fee 0.049 USDT |`,
    { broker: { takerFeeRate: 0.001, makerFeeRate: 0.0005 } },
  ],
  [
    'a negative rate is a rebate',
    `100 101 99 100 |                                            | buy 1 limit 98; sell 1 limit 102
     100 103 97 100 | #1 buy 1 @ 98 maker fee -0.0245 USDT; #2 sell 1 @ 102 maker fee -0.0255 USDT |`,
    { broker: { makerFeeRate: -0.00025 } },
  ],
  [
    'what is received pays: base on a purchase, quote on a sale',
    `100 101 99 100 |                                            | buy 1 market; sell 1 market
     100 103 97 100 | #1 buy 1 @ 100 taker fee 0.001 BTC; #2 sell 1 @ 100 taker fee 0.1 USDT |`,
    { broker: { takerFeeRate: 0.001, feeAsset: 'received' } },
  ],
  [
    'a fee is rounded to the nearest step of its asset',
    `100 101 99 100 |                                            | buy 0.001 market
     99.99 103 97 100 | #1 buy 0.001 @ 99.99 taker fee 0.03333 USDT |`,
    { broker: { takerFeeRate: 1 / 3 } },
  ],
];

describe('time in force', () => testTables(timeInForce));
describe('post-only', () => testTables(postOnly));
describe('reduce-only', () => testTables(reduceOnly));
describe('funds', () => testTables(funds));
describe('fees', () => testTables(fees));

describe('smallest sizes', () => {
  testTables([
    [
      'an order below the lot, the minimum quantity or the minimum notional is denied',
      `100 101 99 100 | denied BELOW_QUANTITY_STEP; denied BELOW_MINIMUM_QUANTITY; denied BELOW_MINIMUM_NOTIONAL | buy 0.0009 market; buy 0.009 market; buy 0.01 limit 99
       100 101 99 100 |                      | buy 0.05 limit 100
       100 101 99 100 | #1 buy 0.05 @ 100 taker |`,
      { instrument: { minimumQuantity: 0.01, minimumNotional: 5 } },
    ],
    [
      'a quantity is cut to whole lots',
      `100 101 99 100 |                          | buy 1.2349 market; buy 0.3 market
       100 101 99 100 | #1 buy 1.234 @ 100 taker; #2 buy 0.3 @ 100 taker |`,
    ],
  ]);

  it('keeps a lot that is no power of ten', () => {
    expectTable(
      `100 101 99 100 |                        | buy 1 market
       100 101 99 100 | #1 buy 0.9 @ 100 taker | sell 0.9 market
       100 101 99 100 | #2 sell 0.9 @ 100 taker |`,
      { instrument: { quantityStep: 0.3 } },
    );
    expect.assertions(1);
  });
});
