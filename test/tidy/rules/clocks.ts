import { type GlobalUse, globalUses } from '../global-uses';
import { placeOf } from '../repository';
import type { Rule } from '../rule';
import { isTestFile, type SourceModule } from '../source-module';

const clockModules = /^(node:)?(timers(\/promises)?|perf_hooks)$/;

const rxjsModules = /^rxjs(\/operators)?$/;

/** Everything of rxjs that reads the clock or sets a timer. */
const rxjsTimers = new Set(
  `animationFrameScheduler animationFrames asyncScheduler auditTime bufferTime debounceTime delay interval sampleTime
   throttleTime timeInterval timeout timeoutWith timer timestamp windowTime`.split(/\s+/),
);

const globals = new Set(
  `Date performance process setImmediate setInterval setTimeout requestAnimationFrame AbortSignal Temporal`.split(' '),
);

const isClock = ({ name, member, constructedWith }: GlobalUse): boolean => {
  if (name === 'Date')
    return !(member === 'UTC' || member === 'parse' || (constructedWith !== undefined && constructedWith > 0));
  if (name === 'process') return member === 'hrtime' || member === 'uptime';
  if (name === 'AbortSignal') return member === 'timeout';
  if (name === 'Temporal') return member === 'Now';
  return true;
};

const nameOf = ({ name, member }: GlobalUse): string => (member === undefined ? name : `${name}.${member}`);

/** `// clock-ok: reason` on the line or on the one above, in adapters only: they face the world, which has a clock. */
const isAllowed = ({ path, lines }: SourceModule, line: number): boolean =>
  placeOf(path).name === 'adapters' &&
  [lines[line - 1], lines[line - 2]].some((text) => /\/\/ clock-ok: \S/.test(text ?? ''));

/** Time comes from events, or from the one clock that is passed in; a second clock would break replay. */
export const clocks: Rule = {
  name: 'clocks',
  check: ({ sources }) =>
    sources.flatMap((module) => {
      const { path, imports } = module;
      if (isTestFile(path) || path === 'packages/core/src/clock.ts') return [];
      const imported = imports.flatMap(({ specifier, names, line }) => {
        if (clockModules.test(specifier)) return [{ line, what: specifier }];
        if (!rxjsModules.test(specifier)) return [];
        return names.filter((name) => rxjsTimers.has(name)).map((name) => ({ line, what: `${name} of rxjs` }));
      });
      const used = globalUses(module, globals)
        .filter(isClock)
        .map((use) => ({ line: use.line, what: nameOf(use) }));
      return [...imported, ...used]
        .filter(({ line }) => !isAllowed(module, line))
        .map(({ line, what }) => ({ path, line, message: `uses ${what}; take the time from events or from a Clock` }));
    }),
};
