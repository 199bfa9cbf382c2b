/**
 * The contract of a strategy as functions that return what is broken, in words; nothing when it is kept.
 *
 * @module
 */
import { type ContractMarket, contractMarket, contractMarkets, type MarketShape } from './contract-markets';
import { firstDifference, runStrategy, type StrategyRun } from './run-strategy';
import { barsBefore, withOtherFuture } from './splice-series';
import type { StrategySuite } from './strategy-suite';

export type StrategyRule = (suite: StrategySuite) => Promise<string[]>;

const shapeOf = ({ instruments = ['demo:BTC/USDT'], timeframe = '1h', bars = 400 }: StrategySuite): MarketShape => ({
  instruments,
  timeframe,
  bars,
});

const run = (suite: StrategySuite, market: ContractMarket, isFrozen = false): Promise<StrategyRun> =>
  runStrategy(suite.make(market.series), market, { isFrozen, decisionTimeoutMs: suite.decisionTimeoutMs });

const decidesOnce: StrategyRule = async (suite) => {
  const markets = contractMarkets(shapeOf(suite));
  const runs = await Promise.all(markets.map((market) => run(suite, market)));
  const broken = runs.flatMap(({ error, decisions, snapshots }, index) => {
    const name = markets[index]?.name;
    if (error !== undefined) return [`${name}: ${error}`];
    return decisions.length === snapshots ? [] : [`${name}: ${decisions.length} decisions for ${snapshots} snapshots`];
  });
  const isActive = suite.isActive === false || runs.some(({ firstAct }) => firstAct !== undefined);
  return isActive ? broken : [...broken, 'it never asked for anything: give it more bars, or say isActive: false'];
};

const startsFresh: StrategyRule = async (suite) => {
  const shape = shapeOf(suite);
  const [market, other] = [contractMarket(shape, 1), contractMarket(shape, 2)];
  const strategy = suite.make(market.series);
  const first = await runStrategy(strategy, market);
  for (const between of [[], [other]]) {
    for (const one of between) await runStrategy(strategy, one);
    const difference = firstDifference(first, await runStrategy(strategy, market));
    if (difference !== undefined) return [`the same strategy, run again: ${difference}`];
  }
  return [];
};

const isRepeatable: StrategyRule = async (suite) => {
  const market = contractMarket(shapeOf(suite), 1);
  const difference = firstDifference(await run(suite, market), await run(suite, market));
  return difference === undefined ? [] : [`made again, with the same seed: ${difference}`];
};

const usesNothingAmbient: StrategyRule = async (suite) => {
  const { ambientUses } = await run(suite, contractMarket(shapeOf(suite), 1));
  return [...ambientUses].map((use) => `it called ${use}`);
};

const waitsForItsWarmUp: StrategyRule = async (suite) => {
  const { warmUp = 0 } = suite;
  const broken: string[] = [];
  for (const seed of [1, 2]) {
    const { firstAct, decisions } = await run(suite, contractMarket(shapeOf(suite), seed));
    if (firstAct !== undefined && firstAct + 1 < warmUp) {
      broken.push(`seed ${seed}: decision ${firstAct + 1} was ${decisions[firstAct]}, before bar ${warmUp}`);
    }
  }
  return broken;
};

/** Where the future begins: spread over the market, so that peeking one bar ahead shows in some of them. */
const cuts = 12;

/** Runs through markets that are the same up to some bar, and compares the decisions up to there. */
const compareAtCuts = async (
  suite: StrategySuite,
  change: (market: ContractMarket, timeMs: number) => ContractMarket['series'],
): Promise<string[]> => {
  const shape = shapeOf(suite);
  const market = contractMarket(shape, 1);
  const whole = await run(suite, market);
  for (let cut = 1; cut <= cuts; cut++) {
    const count = Math.floor((shape.bars * cut) / (cuts + 1));
    const timeMs = market.series[0]?.timeMs[count] as number;
    const changed = await run(suite, { ...market, series: change(market, timeMs) });
    const difference = firstDifference(whole, changed, count);
    if (difference !== undefined) return [`${difference}, although nothing before bar ${count + 1} had changed`];
    if (changed.error !== undefined && changed.decisions.length < count) return [changed.error];
  }
  return [];
};

const needsNoLaterBars: StrategyRule = (suite) =>
  compareAtCuts(suite, ({ series }, timeMs) => barsBefore(series, timeMs));

const seesNoLaterBars: StrategyRule = (suite) => {
  const other = contractMarket(shapeOf(suite), 2).series;
  return compareAtCuts(suite, ({ series }, timeMs) => withOtherFuture(series, other, timeMs));
};

const leavesSnapshotsAlone: StrategyRule = async (suite) => {
  const market = contractMarket(shapeOf(suite), 1);
  const usual = await run(suite, market);
  const copied = await run(suite, market, true);
  if (copied.error !== undefined && usual.error === undefined) return [`with frozen bars: ${copied.error}`];
  const difference = firstDifference(usual, copied);
  return difference === undefined ? [] : [`with bars that are not overwritten: ${difference}; copy what you keep`];
};

/** Each rule by the sentence that it checks. */
export const strategyRules = {
  'makes one valid decision for each snapshot of every market': decidesOnce,
  'starts fresh: a second run of the same strategy is the same': startsFresh,
  'decides the same for the same seed': isRepeatable,
  'uses no clock, and no randomness but that of the run': usesNothingAmbient,
  'waits for its warm-up': waitsForItsWarmUp,
  'decides the same when later bars do not exist': needsNoLaterBars,
  'decides the same when later bars are others': seesNoLaterBars,
  'neither keeps nor changes a snapshot': leavesSnapshotsAlone,
} as const satisfies Readonly<Record<string, StrategyRule>>;
