import { atr, type Bar, bollingerPercentB, ema, macd, roc, rsi, seededRandom, simulatedMarket } from '@sigmax/core';
import { expect, it } from 'vitest';
import { contextOf, instrumentId, listening, situationAt, snapshotAt } from '../../opinion/situation.test-helper';
import { fitLogistic, logisticProbability } from './logistic-regression';
import { technicalAgent } from './technical-agent';
import { technicalFeatures } from './technical-features';
import { trainTechnicalModel } from './train-technical-model';

const hour = 3_600_000;

const marketBars = (count: number, seed = 7): readonly Bar[] => {
  const [series] = simulatedMarket({ seed, instruments: [instrumentId], timeframe: '1h', bars: count });
  if (series === undefined) throw new Error('no series');
  const at = (column: Float64Array, place: number) => column[place] as number;
  return Array.from({ length: count }, (_, place) => ({
    type: 'bar',
    instrumentId,
    timeMs: at(series.timeMs, place),
    open: at(series.open, place),
    high: at(series.high, place),
    low: at(series.low, place),
    close: at(series.close, place),
    volume: 1,
  }));
};

/** Bars whose direction lasts: the sign of the last moves tells that of the next. */
const lastingBars = (count: number): readonly Bar[] => {
  const random = seededRandom(5);
  let [close, drift] = [100, 1];
  return Array.from({ length: count }, (_, place) => {
    if (random.uniform() < 0.03) drift = -drift;
    const open = close;
    close *= 1 + 0.004 * drift + 0.004 * random.normal();
    const [low, high] = [Math.min(open, close), Math.max(open, close)];
    return { type: 'bar', instrumentId, timeMs: place * hour, open, high, low, close, volume: 1 };
  });
};

it('the features are the indicators of core, on 10,000 bars', () => {
  const bars = marketBars(10_000);
  const closes = bars.map(({ close }) => close);
  const [index, band, change] = [rsi.batch(closes, 14), bollingerPercentB.batch(closes), roc.batch(closes, 10)];
  const [quick, slow] = [ema.batch(closes, 20), ema.batch(closes, 50)];
  const [lines, range] = [macd(), atr(14)];
  const next = technicalFeatures();
  const cut = (value: number): number => Math.max(-5, Math.min(5, value));
  let compared = 0;
  for (const [place, bar] of bars.entries()) {
    const features = next(bar);
    const [line, width] = [lines.next(bar.close), range.next(bar)];
    if (features === undefined) continue;
    const at = (column: { at(place: number): number | undefined }): number => column.at(place) as number;
    expect(features).toEqual(
      [
        (at(index) - 50) / 50,
        (line?.histogram as number) / (width as number),
        2 * at(band) - 1,
        (at(quick) - at(slow)) / (width as number),
        (at(change) * bar.close) / (width as number),
      ]
        .map(cut)
        .map((value) => expect.closeTo(value, 8)),
    );
    compared += 1;
  }
  expect(compared).toBe(10_000 - 49);
});

it('a regression finds the weights that made the data, and its gradient is zero there', () => {
  const random = seededRandom(3);
  const rows = Array.from({ length: 20_000 }, () => {
    const features = [random.normal(), 3 + 2 * random.normal()];
    const logit = 0.5 + 1.2 * (features[0] as number) - 0.4 * (features[1] as number);
    return { features, happened: random.uniform() < 1 / (1 + Math.exp(-logit)) };
  });
  const model = fitLogistic(rows, 1e-6);
  expect(logisticProbability(model, [0, 0])).toBeCloseTo(1 / (1 + Math.exp(-0.5)), 1);
  expect((model.weights[1] as number) / (model.deviations[0] as number)).toBeCloseTo(1.2, 1);
  expect((model.weights[2] as number) / (model.deviations[1] as number)).toBeCloseTo(-0.4, 1);
  const residual = rows.reduce((sum, row) => sum + Number(row.happened) - logisticProbability(model, row.features), 0);
  expect(residual).toBeCloseTo(0, 5);
});

it('where moves last the model has skill, and where they are drawn it has none', () => {
  const options = { horizonBars: 4, trainShare: 0.7, ridge: 10 };
  const skilled = trainTechnicalModel(lastingBars(4_000), options);
  expect(1 - skilled.outOfSample.brier / skilled.outOfSample.brierOfBaseRate).toBeGreaterThan(0.2);
  expect(skilled.outOfSample.ece).toBeLessThan(0.1);
  const drawn = trainTechnicalModel(marketBars(4_000), options);
  expect(1 - drawn.outOfSample.brier / drawn.outOfSample.brierOfBaseRate).toBeLessThan(0.05);
});

it('what is judged is not fitted: other last bars leave the weights as they are', () => {
  const options = { horizonBars: 4, trainShare: 0.5, ridge: 10 };
  const bars = lastingBars(1_000);
  const scaled = ({ open, high, low, close, ...rest }: Bar, factor: number): Bar => {
    return { ...rest, open: open * factor, high: high * factor, low: low * factor, close: close * factor };
  };
  const other = bars.map((bar, place) => (place < 600 ? bar : scaled(bar, 2 + Math.sin(place))));
  const [one, two] = [trainTechnicalModel(bars, options), trainTechnicalModel(other, options)];
  expect(two.weights).toEqual(one.weights);
  expect(two.outOfSample).not.toEqual(one.outOfSample);
  expect(JSON.parse(JSON.stringify(one))).toEqual(one);
});

const answerAfter = (bars: readonly Bar[], options: Parameters<typeof technicalAgent>[0], timeMs: number) => {
  const running = technicalAgent(options).start(contextOf());
  for (const bar of bars) running.observe({ ...snapshotAt(bar.timeMs), bar, bars: [bar], barOf: () => bar });
  return running.ask(situationAt(timeMs), listening().call);
};

it('abstains while it warms up, and where its model has seen the moment', () => {
  const bars = lastingBars(2_000);
  const model = trainTechnicalModel(bars, { horizonBars: 4, trainShare: 0.7, ridge: 10 });
  const options = { horizonMs: 4 * hour, maximumConfidence: 0.5 };
  expect(answerAfter(bars.slice(0, 49), options, 1e12)).toMatchObject({ code: 'warming-up' });
  expect(answerAfter(bars.slice(0, 50), options, 1e12)).toMatchObject({ type: 'opinion', confidence: 0.5 });
  expect(answerAfter(bars, { ...options, model }, model.knownUntilMs)).toMatchObject({ code: 'not-applicable' });
  expect(answerAfter(bars, { ...options, model }, model.knownUntilMs + 1)).toMatchObject({ type: 'opinion' });
});

it('a model without skill has no confidence', () => {
  const bars = lastingBars(2_000);
  const model = trainTechnicalModel(bars, { horizonBars: 4, trainShare: 0.7, ridge: 10 });
  const unskilled = { ...model, outOfSample: { ...model.outOfSample, brier: 0.3, brierOfBaseRate: 0.25 } };
  const options = { horizonMs: hour, maximumConfidence: 0.5, model: unskilled };
  expect(answerAfter(bars, options, 1e12)).toMatchObject({ type: 'opinion', confidence: 0 });
});

it('refuses too few bars and a model with other weights', () => {
  const options = { horizonBars: 4, trainShare: 0.5, ridge: 1 };
  expect(() => trainTechnicalModel(lastingBars(120), options)).toThrow(
    expect.objectContaining({ code: 'TOO_FEW_BARS' }),
  );
  const model = { ...trainTechnicalModel(lastingBars(400), options), weights: [1] };
  expect(() => technicalAgent({ horizonMs: 1, maximumConfidence: 1, model })).toThrow(/weights/);
});
