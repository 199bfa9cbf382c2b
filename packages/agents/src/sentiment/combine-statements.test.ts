import { expect, it } from 'vitest';
import { combineStatements } from './combine-statements';
import { sentimentLabel } from './sentiment-label';

const said = (value: number, assets: string[] = [], isRelative = false) => ({ value, assets, isRelative });

it('is S / √(S² + 4)', () => {
  expect(combineStatements([said(1), said(0.5)], [], 1).score).toBeCloseTo(1.5 / Math.sqrt(1.5 ** 2 + 4), 15);
});

it('nothing said is a score of 0 and a confidence of 0', () => {
  expect(combineStatements([], ['BTC'], 1)).toEqual({
    score: 0,
    confidence: 0,
    assets: [{ asset: 'BTC', score: 0, confidence: 0 }],
  });
});

it('confidence is agreement times strength times the factor', () => {
  // |2 − 1| / 3 · 3 / 4
  expect(combineStatements([said(2), said(-1)], [], 1).confidence).toBeCloseTo(0.25, 15);
  expect(combineStatements([said(2), said(-1)], [], 0.5).confidence).toBeCloseTo(0.125, 15);
  expect(combineStatements([said(3)], [], 1).confidence).toBeCloseTo(0.75, 15);
});

it('assets that go opposite ways make the line their mean', () => {
  const { score, assets } = combineStatements([said(2, ['BTC']), said(-2, ['ETH'])], ['BTC', 'ETH'], 1);
  expect(score).toBe(0);
  expect(assets.map((one) => Math.sign(one.score))).toEqual([1, -1]);
});

it('what is said of one asset against another says nothing of the market', () => {
  const statements = [said(1.5, ['SOL'], true), said(-1.5, ['BNB'], true), said(1, [])];
  expect(combineStatements(statements, ['SOL', 'BNB', 'BTC'], 1).score).toBe(0);
});

it.each([
  [0.2, 'positive'],
  [0.199, 'neutral'],
  [-0.199, 'neutral'],
  [-0.2, 'negative'],
])('%d is %s', (score, label) => {
  expect(sentimentLabel(score)).toBe(label);
});
