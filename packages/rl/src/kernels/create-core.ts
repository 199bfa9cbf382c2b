import { InvalidOptionsError } from '@sigmax/core';
import type { LayerGraph } from '../network/layer-graph';
import type { NetworkCore } from '../network/network-core';
import { typescriptCore } from './typescript-core';
import { webAssemblyCore } from './web-assembly-core';
import { hasKernels } from './web-assembly-runtime';

export interface CoreOptions {
  readonly implementation?: NetworkCore['name'] | undefined;
  /** Most rows of one call. */
  readonly capacity: number;
  /** Whether `backward` also gives the gradient of the inputs. */
  readonly hasInputGradients?: boolean | undefined;
  /** Whether the last two layers are the logits of one choice and a value, for which there is a kernel of PPO's loss. */
  readonly hasClippedLoss?: boolean | undefined;
}

/**
 * A core with zeroed weights: `webassembly` where the machine can run it, else `typescript`; or the one that is named.
 *
 * @throws {InvalidOptionsError} WebAssembly is asked for and absent (`NO_WEB_ASSEMBLY`), or there is not enough memory
 * (`OUT_OF_MEMORY`).
 */
export const createCore = (graph: LayerGraph, options: CoreOptions): NetworkCore => {
  if (options.implementation !== 'typescript' && hasKernels()) return webAssemblyCore(graph, options);
  if (options.implementation !== 'webassembly') return typescriptCore(graph, options);
  throw new InvalidOptionsError({
    code: 'NO_WEB_ASSEMBLY',
    message: 'This machine has no WebAssembly with SIMD.',
    remedy: "Use implementation 'typescript', or leave it out.",
  });
};
