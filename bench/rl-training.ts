import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Algorithm, cartPole, type PpoOptions, ppo, train } from '@sigmax/rl';
import { type Figure, median } from './bench';
import { type Goal, goalFigure } from './quantum/goal';

/** Steps per second by the clock, and by the processor's time of the whole process, its compiler and collector included. */
export interface Rates {
  readonly wall: number;
  readonly processor: number;
}

export interface Shape {
  /** What the peers in Python call it. */
  readonly name: 'sb3-shape' | 'cleanrl-shape';
  readonly environments: number;
  readonly options: Pick<PpoOptions, 'steps' | 'minibatchSize' | 'epochs'> & PpoOptions;
  /** Iterations left out at the beginning, while the engine compiles; about 0.3 s. */
  readonly warmUp: number;
  /** Iterations that one reading of the clocks takes together; the processor's is not read in vain. */
  readonly group: number;
  readonly groups: number;
}

export const shapes: Readonly<Record<'sb3' | 'cleanrl', Shape>> = {
  /** 8 environments × 256 steps, 10 epochs, minibatches of 256; the rest as Stable-Baselines3 has it by default. */
  sb3: {
    name: 'sb3-shape',
    environments: 8,
    options: { steps: 256, minibatchSize: 256, epochs: 10 },
    warmUp: 8,
    group: 2,
    groups: 8,
  },
  /** What CleanRL's ppo.py does by default: 4 × 128, 4 epochs, minibatches of 128. */
  cleanrl: {
    name: 'cleanrl-shape',
    environments: 4,
    options: {
      steps: 128,
      minibatchSize: 128,
      epochs: 4,
      learningRate: { type: 'linear', from: 2.5e-4, to: 0 },
      entropyCoefficient: 0.01,
      valueClipRange: 0.2,
      valueClip: 'larger',
      // CleanRL's 0.5 of half the squared error.
      valueCoefficient: 0.25,
    },
    warmUp: 80,
    group: 20,
    groups: 12,
  },
};

/** Rates of one training: medians over groups of iterations. */
export const trainingRates = async (
  algorithm: Algorithm,
  { environments, options, warmUp, group, groups }: Shape,
): Promise<Rates> => {
  const perIteration = environments * (options.steps ?? 0);
  const walls: number[] = [];
  const processors: number[] = [];
  let wall = process.hrtime.bigint();
  let processor = process.cpuUsage();
  await train({
    algorithm,
    environment: () => cartPole(),
    environments,
    steps: perIteration * (warmUp + group * groups),
    seed: 1,
    callbacks: [
      {
        name: 'time',
        onIteration: ({ iteration }) => {
          const done = iteration - warmUp;
          if (done < 0 || done % group !== 0) return undefined;
          const now = process.hrtime.bigint();
          const { user, system } = process.cpuUsage(processor);
          if (done > 0) {
            walls.push(Number(now - wall) / 1e9);
            processors.push((user + system) / 1e6);
          }
          processor = process.cpuUsage();
          wall = process.hrtime.bigint();
          return undefined;
        },
      },
    ],
  });
  const rate = (seconds: readonly number[]): number => (perIteration * group) / median(seconds);
  return { wall: rate(walls), processor: rate(processors) };
};

const peerScript = fileURLToPath(new URL('./peers/rl-peers.py', import.meta.url));

/** What the peers in Python print for a job, numbers; `undefined` where they cannot be run, and standard error says why. */
export const peerNumbers = (python: string, ...job: readonly string[]): number[] | undefined => {
  const { status, stdout } = spawnSync(python, [peerScript, ...job], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const last = stdout.trim().split('\n').at(-1) ?? '';
  return status === 0 ? last.split(' ').map(Number) : undefined;
};

const medianRates = (rates: readonly Rates[]): Rates => ({
  wall: median(rates.map(({ wall }) => wall)),
  processor: median(rates.map(({ processor }) => processor)),
});

/** Rates of ours and of the peers that can be run, in turn, as often as asked for. */
const contest = async (shape: Shape, rounds: number, python: string | undefined): Promise<Record<string, Rates>> => {
  const all = new Map<string, Rates[]>();
  const add = (name: string, rates: Rates): void => {
    all.set(name, [...(all.get(name) ?? []), rates]);
  };
  for (let round = 0; round < rounds; round++) {
    add('webassembly', await trainingRates(ppo({ ...shape.options, implementation: 'webassembly' }), shape));
    // The core in TypeScript takes a second for each iteration, and is warm after a part of the first.
    const short = { ...shape, warmUp: 0, group: 1, groups: 1 };
    add('typescript', await trainingRates(ppo({ ...shape.options, implementation: 'typescript' }), short));
    for (const name of python === undefined ? [] : ['sb3', 'cleanrl', 'jax']) {
      const [wall, processor] = peerNumbers(python as string, name, shape.name) ?? [];
      if (wall !== undefined && processor !== undefined) add(name, { wall, processor });
    }
  }
  return Object.fromEntries([...all].map(([name, rates]) => [name, medianRates(rates)]));
};

/** Ratios that training is to reach, by the processor's time: on one core, whatever else the machine does. */
const goals: readonly { readonly goal: Goal; readonly shape: 'sb3' | 'cleanrl'; readonly peer: string }[] = [
  { goal: { row: 'G1', limit: 8, sense: 'at least' }, shape: 'sb3', peer: 'sb3' },
  { goal: { row: 'G2', limit: 20, sense: 'at least' }, shape: 'cleanrl', peer: 'cleanrl' },
  { goal: { row: 'G3', limit: 0.5, sense: 'at least' }, shape: 'sb3', peer: 'jax' },
];

/** Rates of training in one shape, and the goals that speak of it. */
export const trainingFigures = async (
  shape: 'sb3' | 'cleanrl',
  rounds: number,
  python: string | undefined,
): Promise<{ readonly figures: Figure[]; readonly rates: Readonly<Record<string, Rates>> }> => {
  const { webassembly, ...others } = await contest(shapes[shape], rounds, python);
  const ours = webassembly as Rates;
  const figure = (clock: keyof Rates): Figure => ({
    bench: 'rl',
    metric: `${shape}_shape_${clock}`,
    value: ours[clock],
    unit: 'steps/s',
    peers: Object.fromEntries(Object.entries(others).map(([name, rates]) => [name, rates[clock]])),
  });
  const held = goals
    .filter((one) => one.shape === shape)
    .map(({ goal, peer }): Figure => {
      const theirs = others[peer]?.processor;
      const value = theirs === undefined ? undefined : ours.processor / theirs;
      const why = theirs === undefined ? 'see bench/peers/rl-peers.sh' : undefined;
      return { ...goalFigure(goal, { metric: `times_${peer}`, value, ...(why && { why }) }), bench: 'rl' };
    });
  return { figures: [figure('wall'), figure('processor'), ...held], rates: { ...others, webassembly: ours } };
};
