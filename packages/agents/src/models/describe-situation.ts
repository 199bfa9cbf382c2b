import { canonicalJson } from '@sigmax/core';
import type { Situation } from '../opinion/agent';

/**
 * Writes a situation for a language model: bar, weight held, evidence, and what others said, as canonical JSON.
 *
 * The same situation gives the same bytes, so that a recording is found again.
 */
export const describeSituation = (situation: Situation): string => {
  const { instrumentId, timeMs, snapshot, evidence, round, heard } = situation;
  const { open, high, low, close, volume } = snapshot.barOf(instrumentId) ?? {};
  return canonicalJson({
    instrumentId,
    timeMs,
    bar: close === undefined ? undefined : { open, high, low, close, volume },
    weightHeld: snapshot.portfolio.weight(instrumentId),
    evidence: evidence.map(({ id, kind, source, trust, receivedAtMs, content }) => ({
      id,
      kind,
      source,
      trust,
      receivedAtMs,
      content,
    })),
    round,
    heard: heard.map((answer) => ({
      agent: answer.agent,
      reason: answer.reason,
      ...(answer.type === 'opinion'
        ? { score: answer.score, confidence: answer.confidence }
        : { abstains: answer.code }),
    })),
  });
};
