import type { Rule } from '../rule';
import { isTestFile } from '../source-module';

const banned = new Set('combineLatest combineLatestAll combineLatestWith withLatestFrom shareReplay'.split(' '));

/** The kernel keeps one decision for each snapshot; operators that repeat, mix or remember values break that silently. */
export const kernelStreams: Rule = {
  name: 'kernel-streams',
  check: ({ sources }) =>
    sources.flatMap(({ path, imports }) => {
      if (!path.startsWith('packages/core/src/kernel/') || isTestFile(path)) return [];
      return imports
        .filter(({ specifier }) => specifier.startsWith('rxjs'))
        .flatMap(({ names, line }) => names.filter((name) => banned.has(name)).map((name) => ({ name, line })))
        .map(({ name, line }) => ({ path, line, message: `uses ${name} of rxjs, which reads a state of the past` }));
    }),
};
