import { gradedProfile } from './graded-profile';
import type { LimitsProfile } from './profile';

/**
 * Small positions, and everything is sold at a fall of 5 %.
 *
 * Source: weight and correlation are the Python system's profile of this name, its messages a second are those of its profile
 * A, and 5 % of drawdown stands in its safety notes; the other figures are this library's.
 */
export const conservative: LimitsProfile = gradedProfile({
  weightFraction: 0.1,
  clusterFraction: 0.3,
  correlation: 0.7,
  leverageMultiple: 1,
  drawdownFraction: 0.05,
  drawdownAction: 'flatten',
  dayLossFraction: 0.02,
  weekLossFraction: 0.04,
  lossesCount: 3,
  slippageFraction: 0.005,
  gapFraction: 0.05,
  collarFraction: 0.03,
  messagesPerSecondCount: 5,
  entriesPerHourCount: 30,
});
