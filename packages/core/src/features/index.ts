export type { Feature, FeatureEvent, RunningFeature } from './feature';
export {
  type FeatureEngine,
  type FeatureEngineOptions,
  type FeatureTable,
  featureEngine,
  type RunningFeatures,
} from './feature-engine';
export { type FeatureFrame, featureValue } from './feature-frame';
export { type FeatureChoice, type FeatureName, featureNames } from './known-features';
