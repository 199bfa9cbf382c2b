import { barsFromCloses, describeStrategy } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { momentumRotation, momentumRotationStrategy } from './momentum-rotation';
import { path, run, trades } from './run.test-helper';

describeStrategy({
  name: 'momentum-rotation',
  make: () => momentumRotationStrategy(),
  instruments: ['demo:BTC/USDT', 'demo:ETH/USDT', 'demo:SOL/USDT', 'demo:XRP/USDT'],
  warmUp: momentumRotation.warmUp(momentumRotationStrategy().params),
});

const market = (paths: Readonly<Record<string, number[]>>) =>
  Object.entries(paths).map(([name, closes]) => barsFromCloses(closes, { instrumentId: `demo:${name}/USDT` }));
const quick = { lookback: 10, every: 20, top: 1, weight: 0.9 } as const;
const held = (result: ReturnType<typeof run>) =>
  Object.fromEntries(result.positions.map(({ instrumentId, quantity }) => [instrumentId.slice(5, 6), quantity > 0]));

it('holds the one that rose most, and changes when another leads', () => {
  const series = market({ A: path([30, 0.01], [30, -0.01]), B: path([30, 0.002], [30, 0.005]), C: path([60, 0]) });
  const result = run(momentumRotationStrategy(quick), series);
  expect(trades(result).filter((trade) => trade.startsWith('buy'))[0]).toBe('buy 12');
  expect(result.fills[0]?.instrumentId).toBe('demo:A/USDT');
  expect(held(result)).toEqual({ A: false, B: true, C: false });
});

it('splits its weight and leaves losers out', () => {
  const series = market({ A: path([40, 0.01]), B: path([40, 0.009]), C: path([40, -0.01]) });
  const result = run(momentumRotationStrategy({ ...quick, top: 3 }), series);
  expect(held(result)).toEqual({ A: true, B: true, C: false });
  expect(result.exposure.at(-1)).toBeGreaterThan(0.55);
  expect(result.exposure.at(-1)).toBeLessThan(0.65);
});

it('is in cash when everything falls', () => {
  const result = run(momentumRotationStrategy(quick), market({ A: path([60, -0.01]), B: path([60, -0.02]) }));
  expect(result.fills).toEqual([]);
});

it('trades on its dates and never in between', () => {
  const series = market({ A: path([25, 0.01], [75, -0.01]), B: path([25, -0.01], [75, 0.01]) });
  const result = run(momentumRotationStrategy(quick), series);
  // Decisions at bars 11, 31, 51, …; fills one bar later.
  for (const trade of trades(result)) expect((Number(trade.split(' ')[1]) - 12) % 20).toBe(0);
  expect(result.fills.length).toBeGreaterThan(1);
});
