import { gradedProfile } from './graded-profile';
import type { LimitsProfile } from './profile';

/**
 * Positions of 15 %, and everything is sold at a fall of 10 %.
 *
 * Source: weight and correlation are the Python system's profile of this name, messages a second and slippage its defaults;
 * the other figures are this library's.
 */
export const balanced: LimitsProfile = gradedProfile({
  weightFraction: 0.15,
  clusterFraction: 0.45,
  correlation: 0.8,
  leverageMultiple: 1,
  drawdownFraction: 0.1,
  drawdownAction: 'flatten',
  dayLossFraction: 0.03,
  weekLossFraction: 0.06,
  lossesCount: 4,
  slippageFraction: 0.01,
  gapFraction: 0.08,
  collarFraction: 0.05,
  messagesPerSecondCount: 10,
  entriesPerHourCount: 60,
});
