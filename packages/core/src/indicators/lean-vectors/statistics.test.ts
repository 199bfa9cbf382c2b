import { expect, it } from 'vitest';
import { rollingCorrelation } from '../index';
import { worstExcess } from '../printed-values';
import { valuesOf } from '../test-support';
import { isHere, leanTable } from './lean-table.test-helper';

it.skipIf(!isHere)('spy_qqq_corr.csv, whose rows alternate between two symbols', () => {
  const { cells, bars } = leanTable('spy_qqq_corr.csv');
  const names = cells('Symbol');
  const closes = (name: string) => bars.close.filter((_, row) => names[row] === name);
  const shown = cells('Correlation_Pearson').filter((_, row) => names[row] === 'QQQ');
  const known = shown.map((cell) => (Number(cell) === 0 ? '' : cell));
  const computed = valuesOf(rollingCorrelation.batch({ x: closes('SPY'), y: closes('QQQ') }, 252));
  expect(known.filter((cell) => cell !== '').length).toBeGreaterThan(3_000);
  expect(worstExcess(computed, known)).toBeLessThanOrEqual(0);
  expect(computed.findIndex((value) => value !== undefined)).toBe(known.findIndex((cell) => cell !== ''));
});
