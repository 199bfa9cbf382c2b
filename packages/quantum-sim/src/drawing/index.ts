export { type BlochSphereSvgOptions, blochSphereSvg } from './bloch-sphere-svg';
export { type AmplitudePlanes, type BlochVector, blochVector } from './bloch-vector';
export {
  type CircuitLayout,
  type CircuitLayoutOptions,
  circuitLayout,
  type LayoutCondition,
  type LayoutOperation,
} from './circuit-layout';
export { type CircuitSvgOptions, circuitSvg } from './circuit-svg';
export { type CircuitTextOptions, circuitText } from './circuit-text';
export { type ConvergenceSeries, type ConvergenceSvgOptions, convergenceSvg } from './convergence-svg';
export { type DistributionSvgOptions, distributionSvg } from './distribution-svg';
export type { DrawingTheme } from './svg-page';
