import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { withAssertions } from './assertions';
import type { Fence } from './fences';

export interface ExampleModule {
  readonly fence: Fence;
  /** Absolute path of the module that the fence became. */
  readonly file: string;
}

export const repositoryRoot = resolve(import.meta.dirname, '../..');

/**
 * Inside the repository, so that imports resolve; inside node_modules, so that no tool takes the modules for sources; one
 * for each process, so that two runs at a time do not meet.
 */
const home = join(repositoryRoot, 'node_modules/.cache/doc-examples', String(process.pid));

export const exampleFolder = (name: string): string => join(home, name);

export const removeExamples = (): void => rmSync(home, { recursive: true, force: true });

const fileName = ({ path, line }: Fence): string => `${path.replaceAll('/', '~')}~${line}.ts`;

/** Writes each fence as a module into an emptied folder. */
export const writeExamples = (folder: string, fences: readonly Fence[]): ExampleModule[] => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const checkModule = relative(folder, join(import.meta.dirname, 'check')).replaceAll('\\', '/');
  return fences.map((fence) => {
    const file = join(folder, fileName(fence));
    writeFileSync(file, withAssertions(fence, checkModule));
    return { fence, file };
  });
};
