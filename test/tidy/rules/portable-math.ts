import { globalUses } from '../global-uses';
import { placeOf } from '../repository';
import type { Rule } from '../rule';
import { isTestFile } from '../source-module';

/** The functions of Math whose last bits engines choose for themselves. */
const unportable = new Set(
  `acos acosh asin asinh atan atan2 atanh cbrt cos cosh exp expm1 hypot log log10 log1p log2 pow sin sinh tan tanh`.split(
    ' ',
  ),
);

const globals = new Set(['Math']);

/** The packages that give one seed the same bits in every engine, each with functions of its own in `portable-math`. */
const portable = new Set(['agents', 'quantum-sim', 'rl']);

/** What a seed decides has the same bits in every engine, so its functions come from `portable-math`. */
export const portableMath: Rule = {
  name: 'portable-math',
  check: ({ sources }) =>
    sources.flatMap((module) => {
      const { path } = module;
      if (!portable.has(placeOf(path).name) || isTestFile(path)) return [];
      return globalUses(module, globals)
        .filter(({ member }) => member === undefined || unportable.has(member))
        .map(({ member, line }) => ({
          path,
          line,
          message: `uses Math${member === undefined ? '' : `.${member}`}, whose bits differ between engines; take it from portable-math`,
        }));
    }),
};
