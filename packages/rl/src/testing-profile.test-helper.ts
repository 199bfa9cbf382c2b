import { expect, vi } from 'vitest';

/** Everything, with a fresh seed, when `SIGMAX_VERIFY=1`; otherwise a small share with one seed, the same every time. */
const isFull = process.env.SIGMAX_VERIFY === '1';

/** `SIGMAX_SEED` repeats a run that was seen. */
const seedOf = (given: string | undefined): number => {
  if (given !== undefined && given !== '') return Number(given);
  return isFull ? Date.now() % 2_147_483_647 : 20_261_122;
};

if (isFull) vi.setConfig({ testTimeout: 1_800_000 });

const seed = seedOf(process.env.SIGMAX_SEED);
let announced: string | undefined;

/** Says once for each test file how to repeat what it is about to try. */
const announce = (): void => {
  const file = expect.getState().testPath?.replace(/^.*\/(?=packages\/)/, '') ?? '';
  if (!isFull || announced === file) return;
  announced = file;
  process.stdout.write(`seed ${seed}; again: SIGMAX_VERIFY=1 SIGMAX_SEED=${seed} npx vitest run ${file}\n`);
};

/** How often to try: `small` in `npm test`, `full` when all of it is asked for. */
export const share = (small: number, full: number): number => (isFull ? full : small);

/** The seed for what a test makes up itself. */
export const profileSeed = (): number => {
  announce();
  return seed;
};

/** Parameters of fast-check for a property. */
export const profile = (small: number, full: number) => ({ numRuns: share(small, full), seed: profileSeed() });
