import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const child = fileURLToPath(new URL('registry-child.test-helper.ts', import.meta.url));
const root = fileURLToPath(new URL('../../../..', import.meta.url));

export type Given = readonly (readonly [instrumentId: string, id: number, isStored: boolean])[];

/** Lets several processes ask for the same symbols at the same time, each in another order, and returns what each got. */
export const askAtOnce = async (place: string, processes: number, count: number): Promise<Given[]> => {
  const started = Array.from({ length: processes }, (_, index) => {
    // Steps that share no factor with the count reach every name.
    const step = [1, 7, 11, 13][index % 4] as number;
    const words = ['--import', 'tsx', child, place, String(index * 17), String(step), String(count)];
    const running = spawn(process.execPath, words, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
    return { running, lines: createInterface({ input: running.stdout })[Symbol.asyncIterator]() };
  });
  await Promise.all(started.map(({ lines }) => lines.next()));
  for (const { running } of started) running.stdin.write('go\n');
  return Promise.all(started.map(async ({ lines }) => JSON.parse(String((await lines.next()).value)) as Given));
};
