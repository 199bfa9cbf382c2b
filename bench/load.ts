import { spawnSync } from 'node:child_process';
import { type Bench, type Figure, median } from './bench';

const processes = 21;

/** What importing core should take, its imports included. */
const limitMs = 60;

/** What core imports. */
const dependencies = ['rxjs', 'zod', '@noble/hashes/sha2', '@noble/hashes/utils'];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Milliseconds that importing each of some names takes, one after the other in a fresh process whose start does not count. */
const importMs = (names: readonly string[]): number[] => {
  const program = `const times = [];
    for (const name of ${JSON.stringify(names)}) {
      const start = performance.now();
      await import(name);
      times.push(performance.now() - start);
    }
    console.log(JSON.stringify(times));`;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`Importing ${names.join(', ')} ended with status ${status}.`);
  return JSON.parse(stdout) as number[];
};

export const loadBench: Bench = {
  name: 'load',
  what: `import of @sigmax/core in ${processes} fresh processes, limit ${limitMs} ms, beside rxjs, zod and @noble/hashes without it`,
  async measure({ hasPeers }): Promise<Figure[]> {
    if (!hasPeers) {
      await import('@sigmax/core');
      return [];
    }
    const whole: number[] = [];
    const own: number[] = [];
    const theirs: number[] = [];
    // The first of each brings the files into the memory of the machine and is not counted.
    for (let index = -1; index < processes; index++) {
      const all = importMs(['@sigmax/core']);
      const parts = importMs([...dependencies, '@sigmax/core']);
      if (index < 0) continue;
      whole.push(sum(all));
      own.push(parts.at(-1) as number);
      theirs.push(sum(parts.slice(0, -1)));
    }
    const value = median(whole);
    if (!(value < limitMs)) {
      console.error(`load: importing @sigmax/core took ${value.toFixed(1)} ms, not below the limit of ${limitMs} ms.`);
      process.exitCode = 1;
    }
    return [
      { bench: 'load', metric: 'import_ms', value, unit: 'ms', peers: { 'its-imports': median(theirs) } },
      { bench: 'load', metric: 'own_import_ms', value: median(own), unit: 'ms', peers: {} },
    ];
  },
};
