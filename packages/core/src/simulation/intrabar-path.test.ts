import { describe } from 'vitest';
import { type TableCase, testTables } from './bar-table.test-helper';

const path = (intrabarPath: 'open-high-low-close' | 'open-low-high-close' | 'adaptive') => ({
  broker: { intrabarPath },
});
const highFirst = path('open-high-low-close');
const lowFirst = path('open-low-high-close');

/** One bar that touches both exits of a bracket, told by each path. */
const both = (target: boolean) =>
  `100 101 99 100 |                       | buy 1 market tp 110 sl 90
   100 101 99 100 | #1 buy 1 @ 100 taker  |
   100 111 89 100 | ${target ? '#3 sell 1 @ 110 maker; #2' : '#2 sell 1 @ 90 taker; #3'} cancelled one-cancels-other |`;

const cases: TableCase[] = [
  ['worst case: the stop, though the high may have come first', both(false)],
  ['high first: the target', both(true), highFirst],
  ['low first: the stop', both(false), lowFirst],
  [
    'adaptive: the extreme nearer to the open comes first',
    `100 101 99 100 |                                                       | buy 1 market tp 110 sl 90; buy 1 market tp 110 sl 90
     100 101 99 100 | #1 buy 1 @ 100 taker; #4 buy 1 @ 100 taker            |
     105 111 89 100 | #3 sell 1 @ 110 maker; #2 cancelled one-cancels-other; #6 sell 1 @ 110 maker; #5 cancelled one-cancels-other |`,
    path('adaptive'),
  ],
  [
    'adaptive: and otherwise the other one',
    `100 101 99 100 |                                                       | buy 1 market tp 110 sl 90
     100 101 99 100 | #1 buy 1 @ 100 taker                                  |
      95 111 89 100 | #2 sell 1 @ 90 taker; #3 cancelled one-cancels-other  |`,
    path('adaptive'),
  ],
  [
    'adaptive: at equal distance the high comes first',
    `100 101 99 100 |                                                       | buy 1 market tp 110 sl 90
     100 101 99 100 | #1 buy 1 @ 100 taker                                  |
     100 111 89 100 | #3 sell 1 @ 110 maker; #2 cancelled one-cancels-other |`,
    path('adaptive'),
  ],
  [
    'a path lets an entry inside the bar meet its target on the way back',
    `100 101 99 100 |                                                       | buy 1 limit 95 tp 105 sl 80
      98 110 94 109 | #1 buy 1 @ 95 maker; #3 sell 1 @ 105 maker; #2 cancelled one-cancels-other |`,
    lowFirst,
  ],
  [
    'and not before it was there',
    `100 101 99 100 |                                                       | buy 1 limit 95 tp 105 sl 80
      98 110 94 100 | #1 buy 1 @ 95 maker                                   |`,
    highFirst,
  ],
  [
    'a path meets what lies nearer first',
    `100 101 99 100 |                                                       | sell 1 limit 108; sell 1 limit 104; buy 1 stop 106
     100 110 99 100 | #2 sell 1 @ 104 maker; #3 buy 1 @ 106 taker; #1 sell 1 @ 108 maker |`,
    highFirst,
  ],
  [
    'a corner that is only touched fills stops and no limits',
    `100 101 99 100 |                                                       | sell 1 limit 110; buy 1 stop 110; buy 1 limit 90; sell 1 stop 90
     100 110 90 100 | #2 buy 1 @ 110 taker; #4 sell 1 @ 90 taker            |`,
    highFirst,
  ],
  [
    'at one price, stops come before limits, and otherwise those that came first',
    `100 101 99 100 |                                                       | sell 1 limit 104; buy 1 stop 104; buy 2 stop 104; sell 2 limit 104
     100 110 99 100 | #2 buy 1 @ 104 taker; #3 buy 2 @ 104 taker; #1 sell 1 @ 104 maker; #4 sell 2 @ 104 maker |`,
    highFirst,
  ],
  [
    'the way to the close counts',
    `100 101 99 100 |                                                       | sell 1 stop-limit 95 97
     100 101 94 98  | #1 sell 1 @ 97 maker                                  |`,
    highFirst,
  ],
  [
    'a stop that is touched on the way turns into a limit for the rest of the way',
    `100 101 99 100 |                                                       | sell 1 stop-limit 95 97
     100 120 94 97  |                                                       |
      97 97.01 94 96 | #1 sell 1 @ 97 maker                                 |`,
    highFirst,
  ],
  [
    'what the open does is the same on every path',
    `100 101 99 100 |                                                       | sell 1 stop 95; buy 1 limit 98; buy 1 market
      90 110 80 100 | #1 sell 1 @ 90 taker; #2 buy 1 @ 98 maker; #3 buy 1 @ 90 taker |`,
    lowFirst,
  ],
];

describe('inside a bar', () => testTables(cases));
