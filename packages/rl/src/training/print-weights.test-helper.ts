import { goldenWeights } from './golden-weights.test-helper';

void goldenWeights().then((digests) => process.stdout.write(`${JSON.stringify(digests, null, 2)}\n`));
