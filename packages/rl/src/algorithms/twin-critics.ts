import { createCore } from '../kernels/create-core';
import { orthogonal } from '../network/initialise-weights';
import type { DenseLayer, LayerGraph } from '../network/layer-graph';
import type { CoreRows, NetworkCore } from '../network/network-core';
import type { PolicyDescription } from '../network/policy-description';
import type { Pcg64 } from '../random/pcg64';

/** Two networks of action values beside each other in one core: they read observation and action, and each gives one number. */
export interface TwinCritics {
  readonly core: NetworkCore;
  /** The value that critic 0 or 1 gave to a row in the last `forward`. */
  value(critic: 0 | 1, row: number): number;
  /** Sets the derivative of a loss with respect to that value. */
  setSlope(critic: 0 | 1, row: number, slope: number): void;
}

export interface CriticShape {
  readonly observationSize: number;
  readonly actionWidth: number;
  readonly hiddenSizes: readonly number[];
  readonly activation: PolicyDescription['activation'];
}

/** The layers of both critics; their heads are the last two. */
export const criticGraph = ({ observationSize, actionWidth, hiddenSizes, activation }: CriticShape): LayerGraph => {
  const layers: DenseLayer[] = [];
  const tops = ['first', 'second'].map((name) => {
    hiddenSizes.forEach((size, index) => {
      layers.push({ name: `${name}.${index}`, from: index === 0 ? -1 : layers.length - 1, size, activation });
    });
    return { name, top: hiddenSizes.length === 0 ? -1 : layers.length - 1 };
  });
  for (const { name, top } of tops) layers.push({ name: `${name}.head`, from: top, size: 1, activation: 'linear' });
  return { inputSize: observationSize + actionWidth, layers, free: [] };
};

/** Critics with weights of zero. */
export const twinCritics = (
  shape: CriticShape,
  options: { readonly implementation?: NetworkCore['name'] | undefined; readonly capacity: number },
): TwinCritics => {
  const core = createCore(criticGraph(shape), { ...options, hasInputGradients: true });
  const heads = core.outputs.slice(-2) as [CoreRows, CoreRows];
  const slopes = core.outputGradients.slice(-2) as [CoreRows, CoreRows];
  return {
    core,
    value: (critic, row) => heads[critic].values[row * heads[critic].stride] as number,
    setSlope: (critic, row, slope) => {
      slopes[critic].values[row * slopes[critic].stride] = slope;
    },
  };
};

/** Draws weights: orthogonal kernels with gain √2, 1 for heads, zero biases. */
export const initialiseCritics = ({ core }: TwinCritics, random: Pcg64): void => {
  core.weights.fill(0);
  for (const { name, rows, columns, offset } of core.layout.blocks) {
    if (!name.endsWith('.kernel')) continue;
    orthogonal(core.weights, offset, rows, columns, name.endsWith('.head.kernel') ? 1 : Math.SQRT2, random);
  }
};
