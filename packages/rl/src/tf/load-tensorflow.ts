import { TrainingError } from '../training/training-error';

/** The module `@tensorflow/tfjs-core`. Stays inside of this folder. */
export type Tensorflow = typeof import('@tensorflow/tfjs-core');

const missing = (cause: unknown): TrainingError =>
  new TrainingError({
    code: 'TFJS_MISSING',
    message: '@tensorflow/tfjs-core could not be loaded.',
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

/**
 * Loads tfjs and makes `backend` the one that computes.
 *
 * @throws {TrainingError} tfjs is not installed (`TFJS_MISSING`), or the backend was not imported or does not start here
 * (`TFJS_BACKEND_MISSING`).
 */
export const loadTensorflow = async (
  backend: string,
  load: () => Promise<Tensorflow> = () => import('@tensorflow/tfjs-core'),
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
