import { defineConfig } from 'tsup';
import { packageBuild } from '../../tsup.base';

export default defineConfig(
  packageBuild({
    index: 'src/index.ts',
    evaluation: 'src/evaluation/index.ts',
    node: 'src/node/index.ts',
    tf: 'src/tf/index.ts',
  }),
);
