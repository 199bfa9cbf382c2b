import type { Prediction } from '@sigmax/rl';
import { expect, it } from 'vitest';
import { choiceCounts, probabilityPicture } from './probability-picture';
import type { PlainBars } from './trading-run';

const close = [100, 110, 105, 120];
const bars: PlainBars = {
  instrumentId: 'demo:BTC/USDT',
  timeframeMs: 3_600_000,
  isSimulated: true,
  columns: { timeMs: [1, 2, 3, 4], open: close, high: close, low: close, close, volume: close },
};
const decidedOn = (place: number, probabilities: readonly number[] | undefined, action?: number): Prediction => ({
  timeMs: Date.UTC(2026, 0, 1 + place),
  source: probabilities === undefined ? 'hold' : 'model',
  name: 'a',
  action,
  probabilities,
  confidence: undefined,
  fallbacks: [],
});
const predictions = [
  decidedOn(0, undefined),
  decidedOn(1, [0.5, 0.25, 0.25], 0),
  decidedOn(2, [0, 0, 1], 2),
  decidedOn(3, [0.2, 0.7, 0.1], 1),
];

it('stacks what the policy said, from the first bar that it decided on', () => {
  const svg = probabilityPicture(bars, predictions, ['out', 'half in', 'all in']);
  expect(svg).toContain('on 3 bars');
  // 170 high from 196: half of it out on the first, none on the second, a fifth on the third.
  expect(svg).toContain('<path class="choice0" d="M52.0,281.0 L500.0,366.0 L948.0,332.0 L948.0,366.0');
  expect(svg).toContain('<path class="choice2" d="M52.0,196.0 L500.0,196.0 L948.0,196.0 L948.0,213.0 L500.0,366.0');
  expect(svg).toContain('>120</text>');
  expect(svg).toContain('>105</text>');
  expect(svg).not.toContain('>100</text>');
  expect(svg).toContain('>2026-01-02</text>');
});

it('counts the choices', () => {
  expect(choiceCounts(predictions, 3)).toEqual([1, 1, 1]);
});

it('is empty where nothing was decided', () => {
  expect(probabilityPicture(bars, predictions.slice(0, 2), ['out', 'in'])).toBe('');
});
