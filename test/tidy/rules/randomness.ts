import { type GlobalUse, globalUses } from '../global-uses';
import type { Rule } from '../rule';

const cryptoModules = /^(node:)?crypto$/;

const isRandomName = (name: string): boolean => /^(random|getRandomValues|pseudoRandomBytes|webcrypto)/.test(name);

const isRandom = ({ name, member }: GlobalUse): boolean => {
  // A `Math` that is not read with a dot could hand out its random unseen.
  if (name === 'Math') return member === undefined || member === 'random';
  return member === undefined || isRandomName(member);
};

const globals = new Set(['Math', 'crypto']);

/** Random numbers come from a seeded `Random`, in tests and benchmarks too: what cannot be repeated cannot be mended. */
export const randomness: Rule = {
  name: 'randomness',
  check: ({ sources, others }) =>
    [...sources, ...others].flatMap((module) => {
      const { path, imports } = module;
      const imported = imports
        .filter(({ specifier }) => cryptoModules.test(specifier))
        .flatMap(({ names, line }) => names.filter(isRandomName).map((name) => ({ line, what: `${name} of crypto` })));
      const used = globalUses(module, globals)
        .filter(isRandom)
        .map(({ name, member, line }) => ({ line, what: member === undefined ? name : `${name}.${member}` }));
      return [...imported, ...used].map(({ line, what }) => ({
        path,
        line,
        message: `uses ${what}; take numbers from a seeded Random`,
      }));
    }),
};
