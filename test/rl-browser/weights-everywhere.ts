import { goldenWeights } from '../../packages/rl/src/training/golden-weights.test-helper';

/** The same file runs in a page and in its worker: a page hands the digests out, a worker posts them. */
const scope = globalThis as unknown as {
  document?: unknown;
  goldenWeights?: typeof goldenWeights;
  postMessage(data: unknown): void;
};

if (scope.document === undefined) void goldenWeights().then((digests) => scope.postMessage(digests));
else scope.goldenWeights = goldenWeights;
