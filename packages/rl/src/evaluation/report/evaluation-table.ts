import type { Contender, PolicyEvaluation } from '../policy-evaluation';
import type { Interval } from '../statistics/stratified-bootstrap';

const percent = (value: number): string => `${(100 * value).toFixed(1)}%`;
const decimal = (value: number): string => value.toFixed(2);

const shown = (interval: Interval, text: (value: number) => string): string =>
  interval.low === interval.high
    ? text(interval.value)
    : `${text(interval.value)} [${text(interval.low)}, ${text(interval.high)}]`;

/** Columns as wide as their widest cell; the first to the left, the others to the right. */
const aligned = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, place) => Math.max(...rows.map((row) => (row[place] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, place) => (place === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[place] as number)))
      .join('  ')
      .trimEnd(),
  );
};

const contenderRow = ({ name, scores, probabilityBeaten }: Contender): string[] => [
  name,
  shown(scores.growth, percent),
  shown(scores.sharpe, decimal),
  percent(scores.maximumDrawdown.value),
  `${scores.turnover.value.toFixed(1)}x`,
  percent(scores.exposure.value),
  probabilityBeaten === undefined ? '' : percent(probabilityBeaten),
];

const probability = (value: number | undefined): string => (value === undefined ? 'not known' : percent(value));

const day = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);

/**
 * An evaluation as text for a terminal: verdict, the policy beside everything it was compared with, luck, costs and delay, regimes,
 * what is degenerate, warnings. Brackets hold 95 % intervals.
 *
 * @example
 * ```ts
 * import { createBacktester, simulatedBroker } from '@sigmax/core';
 * import { randomWalkMarket } from '@sigmax/rl';
 * import { evaluatePolicy, evaluationTable, flatPolicy } from '@sigmax/rl/evaluation';
 * const actions = { type: 'levels', weights: [0, 1] } as const;
 * const evaluation = await evaluatePolicy({
 *   market: randomWalkMarket({ seed: 7, bars: 600, volatility: 0.01 }),
 *   backtester: (costs) => createBacktester({
 *     cash: { USDT: 10_000 },
 *     broker: simulatedBroker({ takerFeeRate: 0.001 * costs, makerFeeRate: 0.001 * costs, slippageRate: 0 }),
 *   }),
 *   actions, ruin: 0.2, periodsPerYear: 8_760, trials: [], seeds: [1], split: { folds: 1, testBars: 100 },
 *   train: () => flatPolicy({ actions }),
 * });
 * evaluationTable(evaluation).split('\n')[1]?.startsWith('No evidence of an edge'); // => true
 * ```
 */
export const evaluationTable = (evaluation: PolicyEvaluation): string => {
  const { name, instrumentIds, seeds, folds, luck, verdict } = evaluation;
  const first = folds[0] as (typeof folds)[number];
  const last = folds.at(-1) as (typeof folds)[number];
  const counts = `${seeds.length} ${seeds.length === 1 ? 'seed' : 'seeds'} x ${folds.length} ${folds.length === 1 ? 'fold' : 'folds'}`;
  return [
    `${name} on ${instrumentIds.join(', ')}: ${counts}, tested ${day(first.testFromMs)} to ${day(last.testToMs)}`,
    verdict.text,
    '',
    ...aligned([
      ['', 'log growth/yr', 'Sharpe', 'drawdown', 'turnover', 'exposure', 'beaten by it'],
      ...evaluation.contenders.map(contenderRow),
    ]),
    '',
    `Sharpe above 0: ${probability(luck.probabilistic)}; above the luckiest of ${luck.trials}: ${probability(luck.deflated)}; overfitting: ${probability(luck.overfitting)}`,
    '',
    ...aligned([
      ['costs', 'bars late', 'log growth/yr'],
      ...evaluation.sensitivity.map(({ costFactor, delayBars, growth }) => [
        `x ${costFactor}`,
        String(delayBars),
        shown(growth, percent),
      ]),
    ]),
    '',
    ...aligned([
      ['regime', 'bars', 'log growth/yr', 'buy and hold'],
      ...evaluation.regimes.map(({ regime, bars, growth, buyAndHoldGrowth }) => [
        regime,
        String(bars),
        percent(growth),
        percent(buyAndHoldGrowth),
      ]),
    ]),
    ...(evaluation.findings.length === 0 ? [] : ['']),
    ...evaluation.findings.map(({ code, message, share }) => `! ${code}: ${message}, in ${percent(share)} of runs`),
    ...(evaluation.warnings.length === 0 ? [] : ['']),
    ...evaluation.warnings.map((warning) => `? ${warning}`),
  ].join('\n');
};
