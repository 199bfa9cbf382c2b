import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textHash } from '../opinion/content-hash';
import type { StepJournal } from '../orchestration/step-journal';
import { appendLine } from './append-line';

/**
 * Keeps the steps of runs in a folder, one file a run, named by the hash of the run's name, so that no name leads out of the folder.
 *
 * Each line is on the disk before `append` ends. A line that a crash cut off stays, and the next begins on a line of its own.
 *
 * - Errors: those of the file system.
 *
 * @example
 * ```ts no-run
 * import { durableRun } from '@sigmax/agents';
 * import { fileStepJournal } from '@sigmax/agents/node';
 * await durableRun({ run: 'rebalance 2026-11', input: null, steps: [], journal: fileStepJournal('state/steps') });
 * ```
 */
export const fileStepJournal = (folder: string): StepJournal => {
  const fileOf = (run: string): string => join(folder, `${textHash(run).slice(0, 32)}.jsonl`);
  return {
    read: (run) => {
      const path = fileOf(run);
      if (!existsSync(path)) return [];
      return readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '');
    },
    append: (run, line) => {
      mkdirSync(folder, { recursive: true });
      appendLine(fileOf(run), line);
    },
  };
};
