import { goldenDigests } from './golden-runs.test-helper';

process.stdout.write(`${JSON.stringify(goldenDigests(), null, 2)}\n`);
