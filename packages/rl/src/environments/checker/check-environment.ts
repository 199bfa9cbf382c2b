import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Environment } from '../environment';
import { checkBeginning } from './check-beginning';
import { checkEpisodes, checkRefusal } from './check-episodes';
import type { EnvironmentFault, EnvironmentFinding, Found } from './environment-finding';
import { traceOf } from './trace';

const schema = z.strictObject({ seed: z.int(), steps: z.int().positive().default(500) });

/** Steps of the comparisons; what differs by chance differs within them. */
const compared = 60;

/**
 * Runs an environment with random actions and returns what it does wrong; an empty list is what one wants.
 *
 * `make` returns a new environment at each call: what two of them share would be a finding. Finds 21 kinds of mistakes,
 * each at most once. Cost: `steps` + 240 steps, 500 + 240 unless said otherwise.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { cartPole, checkEnvironment } from '@sigmax/rl';
 * checkEnvironment(cartPole, { seed: 1 }); // => []
 * const lax = () => ({ ...cartPole(), reset: () => cartPole().reset(4) });
 * checkEnvironment(lax, { seed: 1 }).map(({ code }) => code); // => ['SEED_NOT_NEEDED', 'STEP_FAILED']
 * ```
 */
export const checkEnvironment = <Action>(
  make: () => Environment<Action>,
  options: { readonly seed: number; readonly steps?: number },
): EnvironmentFinding[] => {
  const { seed, steps } = parseOptions(schema, options, 'checkEnvironment');
  const findings = new Map<EnvironmentFault, string>();
  const found: Found = (code, message) => {
    if (!findings.has(code)) findings.set(code, message);
  };
  const { observationSpace, actionSpace } = make();
  if (observationSpace?.kind !== 'box' || typeof actionSpace?.contains !== 'function') {
    found('INVALID_SPACES', 'observationSpace is no box, or actionSpace is no space.');
  } else if (checkBeginning(make, seed, found) && checkEpisodes(make(), seed, steps, found)) {
    checkRefusal(make(), seed, found);
    if (!findings.has('RESET_NOT_REPEATABLE')) checkTraces(make, seed, found);
  }
  return [...findings].map(([code, message]) => ({ code, message }));
};

const checkTraces = <Action>(make: () => Environment<Action>, seed: number, found: Found): void => {
  const alone = traceOf(make(), seed, compared);
  const again = traceOf(make(), seed, compared);
  if (String(alone) !== String(again)) {
    found('STEP_NOT_REPEATABLE', 'the same seed and actions gave something else.');
    return;
  }
  const bystander = make();
  const together = traceOf(make(), seed, compared, () => bystander.reset(seed + 1));
  if (String(alone) !== String(together))
    found('SHARED_STATE', 'an episode changed when another environment was used.');
};
