import { InvalidOptionsError } from '@sigmax/core';
import type { LayerGraph } from '../network/layer-graph';
import type { NetworkCore } from '../network/network-core';
import { typescriptCore } from './typescript-core';

export interface CoreOptions {
  readonly implementation?: NetworkCore['name'] | undefined;
  /** Most rows of one call. */
  readonly capacity: number;
  /** Whether `backward` also gives the gradient of the inputs. */
  readonly hasInputGradients?: boolean | undefined;
}

/** A core with zeroed weights. */
export const createCore = (graph: LayerGraph, options: CoreOptions): NetworkCore => {
  const { implementation } = options;
  if (implementation === 'webassembly') {
    throw new InvalidOptionsError({
      code: 'NO_WEB_ASSEMBLY',
      message: 'This machine has no WebAssembly with SIMD.',
      remedy: "Use implementation 'typescript', or leave it out.",
    });
  }
  return typescriptCore(graph, options);
};
