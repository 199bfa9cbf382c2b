import type { StopAction } from '@sigmax/core';
import type { LimitsProfile } from './profile';

/** The figures in which the three profiles of this library differ. */
export interface ProfileGrade {
  readonly weightFraction: number;
  readonly clusterFraction: number;
  readonly correlation: number;
  readonly leverageMultiple: number;
  readonly drawdownFraction: number;
  readonly drawdownAction: StopAction;
  readonly dayLossFraction: number;
  readonly weekLossFraction: number;
  readonly lossesCount: number;
  readonly slippageFraction: number;
  readonly gapFraction: number;
  readonly collarFraction: number;
  readonly messagesPerSecondCount: number;
  readonly entriesPerHourCount: number;
}

const hourMs = 3_600_000;

/** The limits that all three have, with the figures of one. */
export const gradedProfile = (grade: ProfileGrade): LimitsProfile => ({
  'max-weight': { kind: 'max-weight', limitFraction: grade.weightFraction },
  'max-cluster-exposure': {
    kind: 'max-cluster-exposure',
    limitFraction: grade.clusterFraction,
    correlation: { thresholdCorrelation: grade.correlation, decayFraction: 0.97, minimumBarsCount: 30 },
  },
  'max-leverage': { kind: 'max-leverage', limitMultiple: grade.leverageMultiple },
  'no-short': { kind: 'no-short' },
  'max-drawdown': { kind: 'max-drawdown', limitFraction: grade.drawdownFraction, action: grade.drawdownAction },
  'day-loss': { kind: 'max-loss', limitFraction: grade.dayLossFraction, period: 'day', action: 'pause' },
  'week-loss': { kind: 'max-loss', limitFraction: grade.weekLossFraction, period: 'week', action: 'halt' },
  'loss-streak': { kind: 'loss-streak', limitCount: grade.lossesCount, action: 'pause', isSoft: true },
  'max-slippage': { kind: 'max-slippage', limitFraction: grade.slippageFraction, action: 'pause' },
  'price-gap': { kind: 'volatility-breaker', gapTripFraction: grade.gapFraction, action: 'pause' },
  'price-collar': {
    kind: 'price-collar',
    limitFraction: grade.collarFraction,
    reference: 'last',
    maxAgeMs: 2 * hourMs,
    thinBook: 'last',
  },
  'data-quality': { kind: 'data-quality', maxAgeMs: 2 * hourMs },
  'duplicate-orders': { kind: 'duplicate-orders', windowMs: 1_000 },
  'message-rate': {
    kind: 'message-rate',
    limitCount: grade.messagesPerSecondCount,
    windowMs: 1_000,
    verdict: 'delay',
    isSoft: true,
  },
  'repeated-execution': {
    kind: 'repeated-execution',
    limitEntriesCount: grade.entriesPerHourCount,
    windowMs: hourMs,
    action: 'pause',
  },
});
