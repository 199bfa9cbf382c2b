import { gradedProfile } from './graded-profile';
import type { LimitsProfile } from './profile';

/**
 * Positions of 25 %, and the bot stops at a fall of 20 %, with what it holds.
 *
 * Source: weight and correlation are the Python system's profile of this name, its messages a second are those of its profile
 * B; the other figures are this library's.
 */
export const aggressive: LimitsProfile = gradedProfile({
  weightFraction: 0.25,
  clusterFraction: 0.75,
  correlation: 0.9,
  leverageMultiple: 2,
  drawdownFraction: 0.2,
  drawdownAction: 'halt',
  dayLossFraction: 0.05,
  weekLossFraction: 0.1,
  lossesCount: 5,
  slippageFraction: 0.02,
  gapFraction: 0.12,
  collarFraction: 0.05,
  messagesPerSecondCount: 20,
  entriesPerHourCount: 120,
});
