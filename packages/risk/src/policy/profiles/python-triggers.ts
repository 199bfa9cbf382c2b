import type { LimitsProfile } from './profile';

/**
 * What paused the Python system: its safety enforcer's six triggers, which nothing called.
 *
 * Source: the safety enforcer in core/modules of I-Onlabs/SIGMAX at d7d40d9: 3 losses, more than 5 API errors in 60 s, sentiment
 * below −0.3, slippage above 1 %, a daily loss of 10 dollars, a breach of privacy.
 */
export const pythonTriggers: LimitsProfile = Object.freeze({
  'consecutive-losses': { kind: 'loss-streak', limitCount: 3, action: 'pause' },
  'api-error-burst': { kind: 'api-errors', limitPerMinuteCount: 5, action: 'pause' },
  'sentiment-drop': { kind: 'sentiment-floor', limitScore: -0.3, action: 'pause' },
  'high-slippage': { kind: 'max-slippage', limitFraction: 0.01, action: 'pause' },
  'daily-loss-limit': { kind: 'max-loss', limitAmount: 10, period: 'day', action: 'pause' },
  'privacy-breach': { kind: 'privacy-breach', action: 'pause' },
});
