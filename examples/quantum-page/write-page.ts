import { InvalidOptionsError } from '@sigmax/core';
import { requireWritable, writeWhole } from '../backtest/write-report';
import { bundleScripts } from '../page-scripts';
import { loadMarket } from '../quantum/market';
import type { Settings } from '../quantum/settings';
import { pageHtml } from './page-html';
import { pageProblemOf } from './page-problem';
import { mostAssetsFor, mostLayers, wrongTogether } from './page-settings';

const wrong = (option: string, was: unknown, remedy: string): InvalidOptionsError =>
  new InvalidOptionsError({ code: 'INVALID_ARGUMENT', message: `--${option} was "${was}".`, remedy });

/**
 * Writes a page with sliders for the choice that stands at the end of the data.
 *
 * @throws {InvalidOptionsError} the file cannot be written, or the page cannot answer such a choice in time.
 */
export const writePage = async (file: string, settings: Settings, tsconfig?: string): Promise<string> => {
  const { choose, lookback, riskAversion, depth } = settings;
  await requireWritable(file, 'page');
  if (depth > mostLayers) throw wrong('depth', depth, `The page takes up to ${mostLayers} layers.`);
  const { series, note, isSimulated } = await loadMarket(settings);
  if (!(series.filter(({ length }) => length > lookback).length >= 2))
    throw wrong('lookback', lookback, 'Give a shorter one: fewer than 2 assets have more bars.');
  const problem = pageProblemOf(series, { lookback, note, isSimulated, start: { choose, riskAversion, depth } });
  const count = problem.assets.length;
  const assets = mostAssetsFor(choose, count);
  if (assets === undefined) throw wrong('choose', choose, wrongTogether(count, choose) ?? 'Choose fewer.');
  const page = { ...problem, start: { ...problem.start, assets } };
  return writeWhole(file, pageHtml(page, await bundleScripts(new URL('./', import.meta.url), tsconfig)));
};
