import type { Portfolio } from '@sigmax/core';
import { canonicalJson, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { contentHash } from '../opinion/content-hash';
import type { Json } from '../opinion/evidence';

/** What somebody says the account holds: a memory, a tool, a prompt, a file. */
export interface ClaimedState {
  /** Quantity by instrument, signed. */
  readonly positions: Readonly<Record<string, number>>;
  /** Amount by asset. */
  readonly cash?: Readonly<Record<string, number>> | undefined;
}

export interface StateDifference {
  readonly what: 'position' | 'cash';
  /** The instrument or the asset. */
  readonly of: string;
  readonly claimed: number | undefined;
  /** As the ledger has it; `undefined` when the ledger knows no such thing. */
  readonly held: number | undefined;
}

const schema = z.strictObject({ tolerance: z.number().min(0).max(1) });

/** Whether two amounts are equal within a fraction of the larger one; what is no number is equal to nothing. */
const isSame = (a: number | undefined, b: number | undefined, tolerance: number): boolean =>
  a !== undefined && b !== undefined && Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));

const known = (read: () => number): number | undefined => {
  try {
    const value = read();
    return Number.isFinite(value) ? value : undefined;
  } catch {
    // A ledger refuses what it does not have; a claim about it is a difference and no failure.
    return undefined;
  }
};

/**
 * Compares what somebody says the account holds with the ledger, and returns every difference.
 *
 * Equal: |claimed − held| ≤ tolerance × max(|claimed|, |held|). An instrument that the bot trades and the claim leaves out is claimed
 * to be 0. The ledger is what is believed: decide by `snapshot.portfolio`, and by a claim never.
 *
 * - Units: quantities in base, cash in its asset. State: none.
 *
 * @throws {InvalidOptionsError} the tolerance is no fraction.
 * @example
 * ```ts
 * import { stateDifferences } from '@sigmax/agents/security';
 * const held = { 'demo:BTC/USDT': 0.5 } as Record<string, number>;
 * const portfolio = { instrumentIds: Object.keys(held), quantity: (id: string) => held[id] ?? 0, cash: () => 100 };
 * stateDifferences(portfolio, { positions: { 'demo:BTC/USDT': 0.5 } }, { tolerance: 0 }); // => []
 * stateDifferences(portfolio, { positions: {} }, { tolerance: 0 })[0]?.held; // => 0.5
 * ```
 */
export const stateDifferences = (
  portfolio: Pick<Portfolio, 'instrumentIds' | 'quantity' | 'cash'>,
  claim: ClaimedState,
  options: { readonly tolerance: number },
): readonly StateDifference[] => {
  const { tolerance } = parseOptions(schema, options, 'stateDifferences');
  const differences: StateDifference[] = [];
  for (const of of new Set([...portfolio.instrumentIds, ...Object.keys(claim.positions)])) {
    const claimed = Object.hasOwn(claim.positions, of) ? claim.positions[of] : 0;
    const held = portfolio.instrumentIds.includes(of) ? known(() => portfolio.quantity(of)) : undefined;
    if (!isSame(claimed, held, tolerance)) differences.push({ what: 'position', of, claimed, held });
  }
  for (const [of, claimed] of Object.entries(claim.cash ?? {})) {
    const held = known(() => portfolio.cash(of));
    if (!isSame(claimed, held, tolerance)) differences.push({ what: 'cash', of, claimed, held });
  }
  return differences;
};

/** A state as it is kept outside of the process, with the hash that shows changes. */
export interface SealedState {
  readonly sequence: number;
  readonly body: Json;
  readonly previous: string;
  readonly hash: string;
}

export interface StateSeal {
  /** Seals a state behind the last one. */
  seal(body: Json): SealedState;
  /** The state, when it is the last that was sealed here; otherwise why it is not. */
  open(sealed: unknown): { readonly body: Json } | { readonly problem: string };
}

/**
 * Seals states so that one that was changed, or an older one put in its place, is not opened.
 *
 * hash = SHA-256(canonical JSON of sequence, body and the hash before). Only the last state that was sealed opens; `last` is kept where
 * who can change the state cannot write.
 *
 * - State: sequence and hash of the last seal. Cost: one SHA-256 of the body.
 *
 * @example
 * ```ts
 * import { stateSeal } from '@sigmax/agents/security';
 * const seal = stateSeal();
 * const old = seal.seal({ position: 1 });
 * const kept = seal.seal({ position: 2 });
 * seal.open(kept); // => { body: { position: 2 } }
 * seal.open({ ...kept, body: { position: 0 } }); // => { problem: 'The content is not what was sealed.' }
 * seal.open(old); // => { problem: 'Another state was sealed after it.' }
 * ```
 */
export const stateSeal = (last?: { readonly sequence: number; readonly hash: string }): StateSeal => {
  let head = last ?? { sequence: -1, hash: '0'.repeat(64) };
  return {
    seal: (body) => {
      const plain = JSON.parse(canonicalJson(body)) as Json;
      const content = { sequence: head.sequence + 1, body: plain, previous: head.hash };
      const sealed = { ...content, hash: contentHash(content) };
      head = { sequence: sealed.sequence, hash: sealed.hash };
      return sealed;
    },
    open: (sealed) => {
      const { sequence, body, previous, hash } = Object(sealed) as SealedState;
      if (body === undefined || typeof hash !== 'string') return { problem: 'It is no sealed state.' };
      if (contentHash({ sequence, body, previous }) !== hash) return { problem: 'The content is not what was sealed.' };
      if (sequence < head.sequence) return { problem: 'Another state was sealed after it.' };
      if (sequence !== head.sequence || hash !== head.hash) return { problem: 'It was not sealed here.' };
      return { body };
    },
  };
};
