import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { BarColumns } from './define-indicator';
import { adx, atr, bollinger, cci, obv, roc, rsi, sma, stochastic, wma } from './index';
import { alignedEnd, type Cells, numbersOf, type Values, worstExcess } from './printed-values';
import { valuesOf } from './test-support';

const file = fileURLToPath(new URL('../../../../../shared/data/vectors/tulip/atoz.txt', import.meta.url));
const isHere = existsSync(file);
const reason = isHere ? '' : ' (skipped: ../shared/data/vectors is not beside the repository)';

/** Inputs and outputs of a case, one list of cells each. */
const cellsOf = (name: string): readonly Cells[] => {
  const lines = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'));
  const start = lines.indexOf(name) + 1;
  return lines.slice(start, lines.indexOf('', start)).map((line) => line.slice(1, -1).split(','));
};

/** The first three lists of a case as bars, and its outputs. */
const barCase = (name: string) => {
  const [high = [], low = [], close = [], ...outputs] = cellsOf(name);
  const columns = { high: numbersOf(high), low: numbersOf(low), close: numbersOf(close), length: close.length };
  const bars: BarColumns = { ...columns, open: columns.close, volume: columns.close };
  return { bars, outputs };
};

/** Outputs belong to the last inputs. */
const expectLast = (actual: Values, outputs: Cells | undefined, slack = 0): void => {
  expect(outputs?.length).toBeGreaterThan(3);
  expect(worstExcess(actual, alignedEnd(outputs as Cells, actual.length, ''))).toBeLessThanOrEqual(slack);
};

describe.skipIf(!isHere)(`cases of Tulip Indicators from S. Achelis, "Technical Analysis from A to Z"${reason}`, () => {
  it.each([
    { name: 'sma 5', indicator: sma, period: 5 },
    { name: 'wma 5', indicator: wma, period: 5 },
    { name: 'rsi 5', indicator: rsi, period: 5 },
  ])('$name', ({ name, indicator, period }) => {
    const [price = [], expected] = cellsOf(name);
    expectLast(valuesOf(indicator.batch(numbersOf(price), period)), expected);
  });

  it('rocr 12, the ratio to which roc adds up with 1', () => {
    const [price = [], expected] = cellsOf('rocr 12');
    expectLast(
      valuesOf(roc.batch(numbersOf(price), 12)).map((value) => (value === undefined ? value : 1 + value)),
      expected,
    );
  });

  it('bbands 5 2', () => {
    const [price = [], lower, middle, upper] = cellsOf('bbands 5 2');
    const bands = bollinger.batch(numbersOf(price), { period: 5, deviations: 2 });
    expectLast(valuesOf(bands.lower), lower);
    expectLast(valuesOf(bands.middle), middle);
    expectLast(valuesOf(bands.upper), upper);
  });

  it('stddev 5, by the width of a band', () => {
    const [price = [], expected] = cellsOf('stddev 5');
    const { upper, middle } = bollinger.batch(numbersOf(price), { period: 5, deviations: 1 });
    expectLast(
      valuesOf(upper).map((value, index) => (value === undefined ? value : value - middle.values[index]!)),
      expected,
    );
  });

  it('atr 4', () => {
    const { bars, outputs } = barCase('atr 4');
    expectLast(valuesOf(atr.batch(bars, 4)), outputs[0]);
  });

  it('cci 5, of which the book leaves out the first four', () => {
    const { bars, outputs } = barCase('cci 5');
    expectLast(valuesOf(cci.batch(bars, 5)), outputs[0]);
  });

  it('stoch 5 3 3', () => {
    const { bars, outputs } = barCase('stoch 5 3 3');
    const { k, d } = stochastic.batch(bars, { period: 5, smoothK: 3, smoothD: 3 });
    expectLast(valuesOf(k), outputs[0]);
    expectLast(valuesOf(d), outputs[1]);
  });

  it('obv, which starts from 0 there and from the first volume here', () => {
    const [close = [], volume = [], expected] = cellsOf('obv');
    const prices = numbersOf(close);
    const bars = {
      open: prices,
      high: prices,
      low: prices,
      close: prices,
      volume: numbersOf(volume),
      length: close.length,
    };
    expectLast(
      valuesOf(obv.batch(bars)).map((value) => (value as number) - Number(volume[0])),
      expected,
    );
  });

  it('di 14, from where adx has started', () => {
    const {
      bars,
      outputs: [plus = [], minus = []],
    } = barCase('di 14');
    const { plusDi, minusDi } = adx.batch(bars, 14);
    const started = 2 * 14 - 1 - (bars.length - plus.length);
    expectLast(valuesOf(plusDi), plus.slice(started));
    expectLast(valuesOf(minusDi), minus.slice(started));
  });

  it('dx 14, which adx averages from the second value on, as in TA-Lib; adx 14 there starts with the first', () => {
    const { bars } = barCase('di 14');
    const directional = cellsOf('dx 14').at(-1) as Cells;
    const values = directional.slice(1).map(Number);
    let average = values.slice(0, 14).reduce((sum, value) => sum + value, 0) / 14;
    const expected = values.slice(13).map((value, place) => {
      if (place > 0) average += (value - average) / 14;
      return average.toFixed(4);
    });
    // The average of rounded values is as uncertain as they are.
    expectLast(valuesOf(adx.batch(bars, 14).adx), expected, 5e-5);
  });
});
