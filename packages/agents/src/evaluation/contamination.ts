import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { mapTexts } from '../map-texts';
import { type NowOrLater, nowOrLater, wait } from '../now-or-later';
import type { Answer } from '../opinion/answer';
import { type Evidence, evidence } from '../opinion/evidence';
import { knownAssets } from '../sentiment/assets/known-assets';
import { type EvaluationWorld, withColumns } from './evaluation-world';
import { type Forecast, forecastsOf } from './forecasts';

export interface ContaminationOptions {
  readonly world: EvaluationWorld;
  /** Makes the agent anew and asks it at every moment, as `answersOf` does. */
  readonly answers: (world: EvaluationWorld) => NowOrLater<readonly Answer[]>;
  readonly horizonBars: number;
  /** Until when its model may have read the news of its training, with a margin: vendors are wrong by months. */
  readonly cutOffMs: number;
}

/** How often a direction was right, of how many. */
export interface HitRate {
  /** `undefined` where nothing was said. */
  readonly rate: number | undefined;
  readonly count: number;
}

/** What an agent loses when what it may remember is taken away. */
export interface ContaminationReport {
  readonly original: HitRate;
  /** Under other names, prices of another size, and other dates. */
  readonly anonymised: HitRate;
  /** Original − anonymised: what it knew by name. `undefined` where one of them is. */
  readonly nameDelta: number | undefined;
  /** On prices turned upside down, scored against those. */
  readonly counterfactual: HitRate;
  /** Part of the moments with a direction at which it said the same of prices turned upside down: it did not look at them. */
  readonly stuck: number | undefined;
  readonly counterfactualDelta: number | undefined;
  readonly beforeCutOff: HitRate;
  readonly afterCutOff: HitRate;
  /** Before − after. */
  readonly cutOffDelta: number | undefined;
  toString(): string;
}

const schema = z.strictObject({
  world: z.custom<EvaluationWorld>((value) => Array.isArray(Reflect.get(Object(value), 'market')), 'expected a world'),
  answers: z.custom<ContaminationOptions['answers']>((value) => typeof value === 'function', 'expected a function'),
  horizonBars: z.int().positive(),
  cutOffMs: z.number(),
});

/** Dates move by this: 3,653 days, a multiple of no week, so that no weekday stays the same either. */
const daysMs = 3_653 * 86_400_000;

const codeOf = (place: number): string => `X${String(place + 1).padStart(2, '0')}`;

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/**
 * Returns a world in which nothing can be recognised: instruments, assets in texts, dates and the size of prices are others.
 *
 * Every series begins at 100; times move by 3,653 days; years in texts become `20XX`. Returns and the order of events stay.
 *
 * @example
 * ```ts
 * import { evidence } from '@sigmax/agents';
 * import { anonymisedWorld } from '@sigmax/agents/evaluation';
 * import { simulatedMarket } from '@sigmax/core';
 * const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], bars: 3 });
 * const item = evidence({ kind: 'news', source: 'wire', receivedAtMs: 1, content: 'Bitcoin rallied in 2024' });
 * const world = anonymisedWorld({ market, evidence: [item] });
 * world.market[0]?.instrumentId; // => 'other:X01/USDT'
 * world.market[0]?.open[0]?.toFixed(6); // => '100.000000'
 * world.evidence[0]?.content; // => 'X01 rallied in 20XX'
 * ```
 */
export const anonymisedWorld = (world: EvaluationWorld): EvaluationWorld => {
  const bases = world.market.map(({ instrumentId }) => /:([^/]+)\//.exec(instrumentId)?.[1] ?? instrumentId);
  const ids = new Map(
    world.market.map(({ instrumentId }, place) => [
      instrumentId,
      `other:${codeOf(place)}/${/\/(.+)$/.exec(instrumentId)?.[1] ?? 'USDT'}`,
    ]),
  );
  const strangers = knownAssets.filter(({ ticker }) => !bases.includes(ticker));
  const names = [
    ...bases.map((base, place) => ({ base, code: codeOf(place) })),
    ...strangers.map(({ ticker }, place) => ({ base: ticker, code: codeOf(bases.length + place) })),
  ].flatMap(({ base, code }) => {
    const asset = knownAssets.find(({ ticker }) => ticker === base);
    const plain = asset === undefined ? [] : [...asset.plainNames, ...asset.wordNames];
    // Tickers that are words are taken for the asset in capitals alone.
    const words = plain.map((name) => ({
      pattern: new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'giu'),
      code,
    }));
    return [...words, { pattern: new RegExp(`(?<![\\p{L}\\p{N}])${escaped(base)}(?![\\p{L}\\p{N}])`, 'gu'), code }];
  });
  const renamed = (text: string): string =>
    names.reduce((rest, { pattern, code }) => rest.replace(pattern, code), text).replace(/\b(?:19|20)\d\d\b/g, '20XX');
  return {
    market: world.market.map((series) => {
      const size = 100 / (series.open[0] as number);
      const scaled = (column: Float64Array) => column.map((value) => value * size);
      return withColumns(series, {
        instrumentId: ids.get(series.instrumentId) as string,
        timeMs: series.timeMs.map((timeMs) => timeMs + daysMs),
        open: scaled(series.open),
        high: scaled(series.high),
        low: scaled(series.low),
        close: scaled(series.close),
      });
    }),
    evidence: world.evidence.map((item): Evidence => {
      const { kind, source, trust, receivedAtMs, publishedAtMs, content, instrumentIds } = item;
      return evidence({
        kind,
        source,
        trust,
        id: renamed(item.id),
        content: mapTexts(content, renamed),
        receivedAtMs: receivedAtMs + daysMs,
        publishedAtMs: publishedAtMs === undefined ? undefined : publishedAtMs + daysMs,
        instrumentIds: instrumentIds.map((id) => ids.get(id) ?? renamed(id)),
      });
    }),
  };
};

/**
 * Returns a world whose prices are turned upside down: p′ = p₀² / p. What rose falls, by the same logarithm. Evidence is left out: it would
 * tell of the prices that were.
 */
export const counterfactualWorld = (world: EvaluationWorld): EvaluationWorld => ({
  market: world.market.map((series) => {
    const square = (series.open[0] as number) ** 2;
    const turned = (column: Float64Array) => column.map((value) => square / value);
    return withColumns(series, {
      open: turned(series.open),
      high: turned(series.low),
      low: turned(series.high),
      close: turned(series.close),
    });
  }),
  evidence: [],
});

const hitRate = (forecasts: readonly Forecast[]): HitRate => {
  const said = forecasts.filter(({ score, forwardReturn }) => score !== 0 && forwardReturn !== 0);
  const hits = said.filter(({ score, forwardReturn }) => Math.sign(score) === Math.sign(forwardReturn));
  return { rate: said.length === 0 ? undefined : hits.length / said.length, count: said.length };
};

const delta = (a: HitRate, b: HitRate): number | undefined =>
  a.rate === undefined || b.rate === undefined ? undefined : a.rate - b.rate;

const shown = (value: number | undefined): string => (value === undefined ? '   –  ' : value.toFixed(3).padStart(6));

/**
 * Measures what of an agent's skill may be memory: how often its direction is right under other names and dates, on prices turned upside
 * down, and before and after the cut-off of what its model has read.
 *
 * An agent that looks at prices says the opposite of the opposite; one that remembers what became of a ticker says the same, and loses
 * its skill under another name. A rule has three deltas near 0.
 *
 * - Cost: three runs. State: none.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong, or the world is empty.
 * @example
 * ```ts
 * import { defineAgent } from '@sigmax/agents';
 * import { answersOf, contaminationReport } from '@sigmax/agents/evaluation';
 * import { simulatedMarket } from '@sigmax/core';
 * const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], bars: 100 });
 * const bull = defineAgent({ name: 'bull', start: () => () => ({ score: 1, confidence: 1, reason: 'It always rises.' }) });
 * const report = await contaminationReport({
 *   world: { market, evidence: [] },
 *   answers: (world) => answersOf(bull, world, { seed: 1 }),
 *   horizonBars: 1,
 *   cutOffMs: market[0].timeMs[50] ?? 0,
 * });
 * report.stuck; // => 1
 * report.nameDelta; // => 0
 * ```
 */
export const contaminationReport = (options: ContaminationOptions): NowOrLater<ContaminationReport> => {
  const { world, answers, horizonBars, cutOffMs } = parseOptions(schema, options, 'contaminationReport');
  if (world.market.every(({ length }) => length === 0)) {
    throw new InvalidOptionsError({
      code: 'INVALID_OPTIONS',
      message: 'contaminationReport: the world has no bars.',
      remedy: 'Give bars.',
    });
  }
  return nowOrLater(function* (): Generator<unknown, ContaminationReport, unknown> {
    const judge = (seen: EvaluationWorld, said: readonly Answer[]) => forecastsOf(said, seen, { horizonBars });
    const plain = judge(world, yield* wait(answers(world)));
    const hidden = anonymisedWorld(world);
    const turned = counterfactualWorld(world);
    const anonymous = judge(hidden, yield* wait(answers(hidden)));
    const opposite = judge(turned, yield* wait(answers(turned)));
    const directions = plain.flatMap(({ score }, at) => {
      const other = opposite[at];
      return other === undefined || score === 0 || other.score === 0
        ? []
        : [Math.sign(score) === Math.sign(other.score)];
    });
    const [original, anonymised, counterfactual] = [hitRate(plain), hitRate(anonymous), hitRate(opposite)];
    const beforeCutOff = hitRate(plain.filter(({ timeMs }) => timeMs <= cutOffMs));
    const afterCutOff = hitRate(plain.filter(({ timeMs }) => timeMs > cutOffMs));
    const stuck = directions.length === 0 ? undefined : directions.filter(Boolean).length / directions.length;
    const deltas = {
      nameDelta: delta(original, anonymised),
      counterfactualDelta: delta(original, counterfactual),
      cutOffDelta: delta(beforeCutOff, afterCutOff),
    };
    const line = (name: string, { rate, count }: HitRate, by?: number) =>
      `${name.padEnd(22)} ${shown(rate)}  n ${String(count).padStart(6)}  ${by === undefined ? '' : `delta ${shown(by)}`}`.trimEnd();
    const lines = [
      line('as it was', original),
      line('other names and dates', anonymised, deltas.nameDelta),
      line('prices upside down', counterfactual, deltas.counterfactualDelta),
      `${'  says the same'.padEnd(22)} ${shown(stuck)}`,
      line('before the cut-off', beforeCutOff),
      line('after the cut-off', afterCutOff, deltas.cutOffDelta),
    ];
    const table = lines.join('\n');
    return { original, anonymised, counterfactual, stuck, beforeCutOff, afterCutOff, ...deltas, toString: () => table };
  });
};
