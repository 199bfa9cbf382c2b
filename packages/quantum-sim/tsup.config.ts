import { defineConfig } from 'tsup';
import { packageBuild } from '../../tsup.base';

export default defineConfig(
  packageBuild({
    index: 'src/index.ts',
    'density-matrix': 'src/density-matrix/index.ts',
    lp: 'src/lp/index.ts',
    drawing: 'src/drawing/index.ts',
    'matrix-product-state': 'src/matrix-product-state/index.ts',
    noise: 'src/noise/index.ts',
    'open-qasm': 'src/open-qasm/index.ts',
    qaoa: 'src/qaoa/index.ts',
    routing: 'src/routing/index.ts',
    stabilizer: 'src/stabilizer/index.ts',
    strategy: 'src/strategy/index.ts',
    threads: 'src/threads/index.ts',
    vqe: 'src/vqe/index.ts',
  }),
);
