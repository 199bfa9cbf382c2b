import { requireWritable, writeWhole } from '../backtest/write-report';
import { bundleScripts } from '../page-scripts';
import { loadMarket } from '../rl/market';
import type { Settings } from '../rl/settings';
import { pageContentOf } from './page-content-of';
import { pageHtml } from './page-html';

/**
 * Trains two policies and writes the page on which they act.
 *
 * @throws {InvalidOptionsError} the file cannot be written.
 */
export const writePage = async (
  file: string,
  settings: Settings,
  progress: (line: string) => void,
  tsconfig?: string,
): Promise<string> => {
  await requireWritable(file, 'page');
  const content = await pageContentOf(settings, await loadMarket(settings), progress);
  return writeWhole(file, pageHtml(content, await bundleScripts(new URL('./', import.meta.url), tsconfig)));
};
