import { TrainingError } from '../training/training-error';

/** The module `@tensorflow/tfjs-core`. Stays inside of this folder. */
export type Tensorflow = typeof import('@tensorflow/tfjs-core');

const missing = (cause: unknown): TrainingError =>
  new TrainingError({
    code: 'TFJS_MISSING',
    message: '@tensorflow/tfjs-core and @tensorflow/tfjs-layers could not be loaded.',
    remedy:
      'npm install @tensorflow/tfjs-core @tensorflow/tfjs-layers, and a backend such as @tensorflow/tfjs-backend-cpu.',
    cause,
  });

const backendMissing = (backend: string, remedy: string, cause?: unknown): TrainingError =>
  new TrainingError({
    code: 'TFJS_BACKEND_MISSING',
    message: `tfjs has no backend ${backend}.`,
    remedy,
    context: { backend },
    cause,
  });

/** The core alone cannot derive: loading the layers registers the gradients of its operations. */
const loadAll = async (): Promise<Tensorflow> => {
  await import('@tensorflow/tfjs-layers');
  return import('@tensorflow/tfjs-core');
};

/**
 * Loads tfjs and makes `backend` the one that computes.
 *
 * @throws {TrainingError} tfjs is not installed (`TFJS_MISSING`), or the backend was not imported or does not start here
 * (`TFJS_BACKEND_MISSING`).
 */
export const loadTensorflow = async (
  backend: string,
  load: () => Promise<Tensorflow> = loadAll,
): Promise<Tensorflow> => {
  let tensorflow: Tensorflow;
  try {
    tensorflow = await load();
  } catch (cause) {
    throw missing(cause);
  }
  if (tensorflow.findBackendFactory(backend) === null) {
    const name = `@tensorflow/tfjs-backend-${backend}`;
    throw backendMissing(backend, `npm install ${name}, and import '${name}' before.`);
  }
  const hasStarted = await tensorflow.setBackend(backend);
  if (!hasStarted) throw backendMissing(backend, 'Choose a backend that this machine can run: cpu runs everywhere.');
  return tensorflow;
};
