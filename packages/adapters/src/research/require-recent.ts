import type { SourceCall } from '../internal/sources/source';
import { sourceError } from '../internal/sources/source-error';

/** @throws {SourceError} STALE: the latest block is too old, so the nodes hang behind. */
export const requireRecent = (
  source: string,
  blockTimeMs: number,
  maximumAgeMs: number,
  { clock }: SourceCall,
): void => {
  const ageMs = clock.nowMs() - blockTimeMs;
  if (ageMs <= maximumAgeMs) return;
  throw sourceError(source, 'STALE', `the latest block is ${ageMs} ms old`, {
    isRetryable: true,
    remedy: 'Use a node that keeps up, or raise maximumAgeMs for a chain that is this slow.',
    context: { ageMs, maximumAgeMs },
  });
};
