import { packageOf, placeOf } from '../repository';
import type { Rule } from '../rule';

/** Which of our packages a source may import. */
const allowed = (name: string, inside: string): readonly string[] => {
  if (name === 'core') return [];
  // The simulator is useful alone; only its strategy knows the engine.
  if (name === 'quantum-sim') return /^strategy[./]/.test(inside) ? ['@sigmax/core'] : [];
  return ['@sigmax/core'];
};

/** Leaf packages import `@sigmax/core` and never each other; core imports none of them. */
export const packageDirection: Rule = {
  name: 'package-direction',
  check: ({ sources }) =>
    sources.flatMap(({ path, imports }) => {
      const { name, inside } = placeOf(path);
      const targets = allowed(name, inside);
      return imports.flatMap(({ specifier, line }) => {
        const target = packageOf(specifier);
        if (target === undefined || !target.startsWith('@sigmax/') || targets.includes(target)) return [];
        return [{ path, line, message: `imports ${specifier}; what two packages share is a small interface in core` }];
      });
    }),
};
