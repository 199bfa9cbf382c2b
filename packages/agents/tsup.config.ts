import { defineConfig } from 'tsup';
import { packageBuild } from '../../tsup.base';

export default defineConfig(
  packageBuild({
    index: 'src/index.ts',
    node: 'src/node/index.ts',
    security: 'src/security/index.ts',
    evaluation: 'src/evaluation/index.ts',
    langgraph: 'src/langgraph/index.ts',
    'model-roles': 'src/model-roles/index.ts',
    testing: 'src/testing/index.ts',
    simulation: 'src/simulation/index.ts',
  }),
);
