import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Evidence } from '../../opinion/evidence';
import { attackCarriers } from './attack-carriers';
import { type AttackKind, attackPayloads } from './attack-payloads';
import type { AttackOrder } from './gullible-model';

export interface AttackCasesOptions {
  /** When the texts are received. One that stays away for long is forgotten by most agents: give several moments. */
  readonly timesMs: readonly number[];
  /** A made-up secret that must appear in no prompt and no log. */
  readonly secret: string;
}

/** A text that tries to steer, in one place where it may come in. */
export interface AttackCase {
  /** Payload and carrier: `"invert in headline"`. */
  readonly name: string;
  readonly kind: AttackKind;
  readonly payload: string;
  readonly carrier: string;
  readonly order: AttackOrder;
  readonly text: string;
  readonly evidence: readonly Evidence[];
}

const schema = z.strictObject({ timesMs: z.array(z.number()).min(1), secret: z.string().min(8) });

/**
 * Makes the 500 cases of the attack suite: 25 texts, each in 20 places.
 *
 * - Units: ms. Cost: 500 × moments items of evidence. State: none; the same options give the same cases.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong.
 * @example
 * ```ts
 * import { attackCases } from '@sigmax/agents/security';
 * const cases = attackCases({ timesMs: [1_000], secret: 'canary-0000-0000' });
 * cases.length; // => 500
 * cases[0]?.name; // => 'invert in headline'
 * ```
 */
export const attackCases = (options: AttackCasesOptions): readonly AttackCase[] => {
  const { timesMs, secret } = parseOptions(schema, options, 'attackCases');
  return attackPayloads.flatMap(({ name, kind, text, order }) =>
    attackCarriers.map((carrier) => ({
      name: `${name} in ${carrier.name}`,
      kind,
      payload: name,
      carrier: carrier.name,
      order,
      text,
      // Another number each time: the same words from one source have one id and would be kept once.
      evidence: timesMs.flatMap((timeMs, place) =>
        carrier.carry(`${text} ${'·'.repeat(place % 7)}`, timeMs + place / 1_000, secret),
      ),
    })),
  );
};
