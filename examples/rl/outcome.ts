import type { ModelBundle } from '@sigmax/rl';
import type { PolicyEvaluation } from '@sigmax/rl/evaluation';
import { sourcesOf, type Traded, trade } from './bot';
import { evaluate } from './evaluation';
import { lastFold } from './last-fold';
import { type LoadedMarket, loadMarket } from './market';
import { type Searched, search } from './search';
import type { Settings } from './settings';

export interface Run {
  readonly settings: Settings;
  readonly market: LoadedMarket;
  readonly searched: Searched;
  readonly evaluation: PolicyEvaluation;
  readonly random: PolicyEvaluation;
  readonly bundle: ModelBundle;
  readonly traded: Traded;
}

/** Loads, searches, trains, tests and trades. */
export const runAll = async (settings: Settings, progress: (line: string) => void): Promise<Run> => {
  const market = await loadMarket(settings);
  progress(market.note);
  const searched = await search(settings, market.series, progress);
  const { evaluation, random, bundle } = await evaluate(settings, market, searched, progress);
  const bars = lastFold(market.series, evaluation, bundle.metadata.tradingScaling!, settings);
  return { settings, market, searched, evaluation, random, bundle, traded: trade(bundle, bars, settings) };
};

/** What `--json` prints: figures, and no curves. */
export const summary = ({ market, searched, evaluation, traded }: Run) => {
  const { verdict, difference, contenders, luck, sensitivity, regimes, findings, warnings, folds, seeds } = evaluation;
  const { digest, fillCount, initialEquity, finalEquity } = traded.result;
  return {
    market: { note: market.note, bars: market.series.length, isSimulated: market.isSimulated },
    searched,
    verdict,
    difference,
    contenders,
    luck,
    sensitivity,
    regimes,
    findings,
    warnings,
    folds,
    seeds,
    bot: { digest, fillCount, initialEquity, finalEquity, sources: sourcesOf(traded) },
  };
};
