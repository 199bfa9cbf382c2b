import { describe, expect, it } from 'vitest';
import { evidence } from '../opinion/evidence';
import { situationAt } from '../opinion/situation.test-helper';
import { knownNumbers, writtenNumbers } from './known-numbers';

const items = [
  evidence({
    kind: 'technical',
    source: 'core',
    receivedAtMs: 1,
    content: { EMA12: 103.456, rsi: 31.24, change: -0.0523 },
  }),
  evidence({
    kind: 'news',
    source: 'feed',
    receivedAtMs: 1,
    content: 'Inflows of $1.2 billion in 2026, up 12 percent.',
  }),
];
const known = knownNumbers(situationAt(1_000, items, 64_250.5), [14]);

it('reads numbers as texts write them', () => {
  expect(writtenNumbers('1,204.5 and .5, 5%, 12k, 3 bps, 2e3, $1.2 billion').map(({ value }) => value)).toEqual([
    1204.5,
    0.5,
    0.05,
    12_000,
    3 * 0.0001,
    2_000,
    1.2e9,
  ]);
});

describe('known', () => {
  it.each([
    ['The close is 64,250.5.'],
    ['It closed near 64250 or 64,251.'],
    ['RSI of 31.24, about 31.2, about 31.'],
    ['EMA12 is at 103.5.'],
    ['It fell 5.23%, or 5 percent, or −5.2 %.'],
    ['Inflows of 1.2bn, or 1,200 million.'],
    ['Inflows in 2026 rose 12 %.'],
    ['RSI over 14 bars.'],
    ['Nothing is certain.'],
    ['１４ bars.'],
  ])('%s', (text) => {
    expect(known.unknownIn(text)).toEqual([]);
  });
});

it('reads half a million letters without a number, and the number behind a unit that a word goes on from', () => {
  // Read again from each letter on, these would take minutes.
  expect(writtenNumbers('x'.repeat(500_000))).toEqual([]);
  expect(writtenNumbers(`${'x'.repeat(500_000)}7`).map(({ value }) => value)).toEqual([7]);
  expect(writtenNumbers('5 percentile7').map(({ value }) => value)).toEqual([0.05, 7]);
});

it('knows a hash that was quoted, though its digits can read as a number without end', () => {
  const hash = 'b4370b0e7099d263';
  const quoted = evidence({ kind: 'report', source: 'fundamental', receivedAtMs: 1, content: `Facts ${hash}.` });
  expect(knownNumbers(situationAt(1_000, [quoted])).unknownIn(`Facts ${hash}.`)).toEqual([]);
  expect(knownNumbers(situationAt(1_000, [])).unknownIn(`Facts ${hash}.`)).not.toEqual([]);
});

describe('unknown', () => {
  it.each([
    ['RSI of 31.3.', ['31.3']],
    ['RSI of 25.', ['25']],
    ['It fell 6%.', ['6%']],
    ['EMA26 is at 103.5.', ['EMA26']],
    ['RSI99 shows it.', ['RSI99']],
    ['Inflows of 1.3 billion and 64,250.5.', ['1.3 billion']],
    ['Inflows of $1.2 million.', ['1.2 million']],
    ['٣١ bars.', ['٣١ bars.']],
    ['It closed at 65,000.', ['65,000']],
  ])('%s', (text, numbers) => {
    expect(known.unknownIn(text)).toEqual(numbers);
  });
});
