import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Our own C beside which the simulator is measured; `undefined` where the machine has no compiler. */
export interface Native {
  /** Nanoseconds per amplitude of the program's parts by name. */
  readonly run: (program: keyof typeof programs, qubits: number, repetitions: number) => Figures;
  readonly dispose: () => void;
}

export type Figures = Readonly<Record<string, number>>;

/** The goals are about vectors of 32 bytes, so a machine that has wider ones does without. */
const flags = (): string[] => [
  '-O3',
  '-march=native',
  '-ffast-math',
  ...(process.arch === 'x64' ? ['-mno-avx512f'] : []),
];

const programs = {
  quantum: { source: 'quantum-reference.c', own: [] },
  'width-16': { source: 'vector-width.c', own: ['-DBYTES=16'] },
  'width-32': { source: 'vector-width.c', own: ['-DBYTES=32'] },
  qaoa: { source: 'qaoa-reference.c', own: [] },
} as const;

/** Compiles the references into a folder of their own. */
export const compileNative = (): Native | undefined => {
  const folder = mkdtempSync(join(tmpdir(), 'sigmax-quantum-'));
  for (const [name, { source, own }] of Object.entries(programs)) {
    const path = fileURLToPath(new URL(`../native/${source}`, import.meta.url));
    const target = join(folder, name);
    const { status, error } = spawnSync('gcc', [...flags(), ...own, '-o', target, path, '-lm'], { encoding: 'utf8' });
    if (error !== undefined || status !== 0 || !existsSync(target)) {
      rmSync(folder, { recursive: true, force: true });
      return undefined;
    }
  }
  return {
    run(program, qubits, repetitions) {
      const { status, stdout } = spawnSync(join(folder, program), [String(qubits), String(repetitions)], {
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`quantum: the reference ${program} ended with status ${status}.`);
      return JSON.parse(stdout) as Figures;
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
};

/**
 * What the references took on an AMD EPYC of the Zen 3 generation (2.45 GHz, AVX2, 512 KiB second-level cache) in nanoseconds per
 * amplitude, for machines without a compiler. Ratios of two machines say little; the bench says when it takes these.
 */
export const recorded: Readonly<Record<'quantum' | 'qaoa', Readonly<Record<number, Figures>>>> = {
  quantum: {
    16: { h: 0.324, rx: 0.337, cx: 0.23, rzz: 0.493 },
    22: { h: 0.974, rx: 0.907, cx: 0.587, rzz: 0.999 },
    24: { h: 1.054 },
  },
  qaoa: {
    16: { fused: 2.79, gates: 8.57 },
    20: { fused: 3.71, gates: 18.1 },
    22: { fused: 5.18, gates: 26.1 },
    24: { fused: 5.72, gates: 27.3 },
  },
};
