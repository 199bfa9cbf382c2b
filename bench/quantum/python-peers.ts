import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A gate as the peers are told of it. */
export type PeerGate = readonly [name: string, qubits: readonly number[], angles: readonly number[]];

export interface PeerRequest {
  readonly peer: 'qulacs' | 'aer' | 'qsim' | 'qokit';
  readonly qubits: number;
  readonly runs: number;
  readonly gates?: readonly PeerGate[];
  readonly copies?: number;
  readonly merge?: boolean;
  readonly layers?: number;
  readonly optimised?: boolean;
}

/** Simulators in Python, in a process of their own that waits between requests, so that they can be timed in turn with ours. */
export interface PythonPeers {
  readonly versions: Readonly<Record<string, string>>;
  /** Seconds, or why there are none. */
  readonly time: (request: PeerRequest) => Promise<{ readonly seconds?: number; readonly why?: string }>;
  readonly dispose: () => void;
}

const how = 'name a Python with the peers by --python or SIGMAX_QUANTUM_PYTHON; bench/peers/quantum-peers.sh makes one';

const absent = (why: string): PythonPeers => ({
  versions: {},
  time: () => Promise.resolve({ why }),
  dispose: () => undefined,
});

const talkTo = async (child: ChildProcessWithoutNullStreams): Promise<PythonPeers> => {
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
  });
  // What nobody waits for must not end the process.
  ended.catch(() => undefined);
  const ask = async (request: unknown): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const { value } = await Promise.race([lines.next(), ended]);
    return JSON.parse(value as string);
  };
  const versions = (await ask({ peer: 'versions' })) as Record<string, string>;
  return {
    versions,
    time: (request) => ask(request) as Promise<{ seconds?: number; why?: string }>,
    dispose: () => child.stdin.end(),
  };
};

/** Starts the peers of that interpreter; without one, every request says how to have them. */
export const startPythonPeers = async (python: string | undefined): Promise<PythonPeers> => {
  if (python === undefined) return absent(how);
  const script = fileURLToPath(new URL('../peers/quantum-peers.py', import.meta.url));
  const child = spawn(python, [script], { env: { ...process.env, OMP_NUM_THREADS: '1' } });
  child.stderr.resume();
  try {
    return await talkTo(child);
  } catch (error) {
    return absent(`${python} did not answer: ${(error as Error).message}; ${how}`);
  }
};
