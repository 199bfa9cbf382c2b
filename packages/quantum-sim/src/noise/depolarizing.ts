import { QuantumOptionsError } from '../errors';
import type { Channel } from './channel';
import { checkProbability } from './check-probability';
import { mixtureOfPaulis } from './pauli-channel';

const letters = ['I', 'X', 'Y', 'Z'];

/**
 * Replaces the qubits by the fully mixed state with probability p: ρ → (1 − p) ρ + p · 1/2^k for k qubits, 1 or 2.
 *
 * The same as each of the 4^k − 1 other products of Pauli matrices with probability p/4^k. Other texts call 3p/4 or 15p/16, the
 * probability that something happens, the error probability.
 *
 * Source: Nielsen and Chuang 2010, eq. 8.100 to 8.102.
 *
 * @throws {QuantumOptionsError} `probability` is none, or `qubitCount` is neither 1 nor 2.
 * @example
 * ```ts
 * import { depolarizing } from '@sigmax/quantum-sim/noise';
 * depolarizing(0.01, 2).operators.length; // => 16
 * ```
 */
export const depolarizing = (probability: number, qubitCount: 1 | 2 = 1): Channel => {
  checkProbability('depolarizing', 'probability', probability);
  if (qubitCount !== 1 && qubitCount !== 2) {
    throw new QuantumOptionsError({
      code: 'INVALID_COUNT',
      message: `depolarizing: qubitCount was ${String(qubitCount)}.`,
      remedy: 'Pass 1 or 2.',
      context: { qubitCount },
    });
  }
  const texts = qubitCount === 1 ? letters : letters.flatMap((second) => letters.map((first) => first + second));
  const each = probability / texts.length;
  return mixtureOfPaulis(
    'depolarizing',
    qubitCount,
    texts.map((text, index) => [text, index === 0 ? 1 - each * (texts.length - 1) : each] as const),
  );
};
