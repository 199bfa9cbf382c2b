import '@tensorflow/tfjs-backend-cpu';
import { expect, it } from 'vitest';
import { loadTensorflow, type Tensorflow } from './load-tensorflow';

it('makes the backend the one that computes', async () => {
  const tensorflow = await loadTensorflow('cpu');
  expect(tensorflow.getBackend()).toBe('cpu');
});

it('says what to install where tfjs is missing', async () => {
  const load = () => Promise.reject(new Error("Cannot find package '@tensorflow/tfjs-core'"));
  await expect(loadTensorflow('cpu', load)).rejects.toMatchObject({
    name: 'TrainingError',
    code: 'TFJS_MISSING',
    remedy: expect.stringContaining('npm install @tensorflow/tfjs-core'),
  });
});

it('says what to install and import where the backend is missing', async () => {
  await expect(loadTensorflow('webgl')).rejects.toMatchObject({
    code: 'TFJS_BACKEND_MISSING',
    remedy: expect.stringContaining('npm install @tensorflow/tfjs-backend-webgl'),
    context: { backend: 'webgl' },
  });
});

it('says where a backend does not start', async () => {
  const broken = { findBackendFactory: () => () => undefined, setBackend: () => Promise.resolve(false) };
  await expect(loadTensorflow('webgl', () => Promise.resolve(broken as unknown as Tensorflow))).rejects.toMatchObject({
    code: 'TFJS_BACKEND_MISSING',
    remedy: expect.stringContaining('cpu'),
  });
});
