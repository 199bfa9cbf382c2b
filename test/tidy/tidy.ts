import { readRepository } from './repository';
import { rules } from './rules';

/** Everything that breaks a rule in the repository at `root`, one line each: `rule: path:line message`. */
export const tidy = (root: string): string[] => {
  const repository = readRepository(root);
  return rules.flatMap((rule) =>
    rule.check(repository).map(({ path, line, message }) => `${rule.name}: ${path}:${line} ${message}`),
  );
};
