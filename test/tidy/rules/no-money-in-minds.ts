import { packageOf, placeOf } from '../repository';
import type { Rule } from '../rule';
import { isTestFile } from '../source-module';

/** The packages that guess. */
const minds = new Set(['agents', 'rl', 'quantum-sim']);

const money = /broker|credential|secret|api_?key/i;

/** No agent, policy or language model can reach a broker or a credential: what guesses never touches what pays. */
export const noMoneyInMinds: Rule = {
  name: 'no-money-in-minds',
  check: ({ sources }) =>
    sources.flatMap(({ path, imports }) => {
      if (!minds.has(placeOf(path).name) || isTestFile(path)) return [];
      return imports.flatMap(({ specifier, names, line }) => {
        // A whole namespace of ours has brokers in it.
        const isOurs = packageOf(specifier)?.startsWith('@sigmax/') === true;
        const found = names.filter((name) => money.test(name) || (isOurs && name === '*'));
        if (money.test(specifier)) found.push(specifier);
        return found.map((name) => ({
          path,
          line,
          message: `imports ${name} of ${specifier}; what guesses never pays`,
        }));
      });
    }),
};
