import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifyDecisionLog } from '../log/verify-decision-log';
import { durableRun } from '../orchestration/durable-run';
import { decisionLogFile } from './decision-log-file';
import { fileStepJournal } from './file-step-journal';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agents-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('a log goes on where it ended, and a line that was cut off is set aside', () => {
  const path = join(folder, 'deep', 'log.jsonl');
  decisionLogFile({ path, run: 'a' }).note('one');
  appendFileSync(path, '{"body":"tw');
  const log = decisionLogFile({ path, run: 'a' });
  log.note({ text: 'line\nend' });
  const verdict = verifyDecisionLog(readFileSync(path), log.head());
  expect(verdict).toMatchObject({ isIntact: true, head: { count: 3 } });
  expect(readFileSync(`${path}.torn`, 'utf8')).toBe('{"body":"tw\n');
});

it('a log of which only a part of the first line is there begins anew', () => {
  const path = join(folder, 'log.jsonl');
  writeFileSync(path, '{"bod');
  const log = decisionLogFile({ path, run: 'a' });
  expect(verifyDecisionLog(readFileSync(path), log.head())).toMatchObject({ isIntact: true, head: { count: 1 } });
});

it('a log that was edited is not gone on with', () => {
  const path = join(folder, 'log.jsonl');
  decisionLogFile({ path, run: 'a' }).note('one');
  const before = readFileSync(path, 'utf8').replace('one', 'two');
  writeFileSync(path, before);
  expect(() => decisionLogFile({ path, run: 'a' })).toThrow(expect.objectContaining({ code: 'LOG_DAMAGED' }));
  expect(readFileSync(path, 'utf8')).toBe(before);
});

it('steps survive a restart and a line that was cut off, and no name leads out of the folder', () => {
  const run = '../../etc/passwd';
  const sent: string[] = [];
  const go = () =>
    durableRun({
      run,
      input: 1,
      journal: fileStepJournal(join(folder, 'steps')),
      steps: [
        {
          kind: 'effect',
          name: 'send',
          run: (_, { key }) => {
            sent.push(key);
            return 'sent';
          },
          confirm: (_, { key }) => (sent.includes(key) ? { happened: true, result: 'found' } : { happened: false }),
        },
      ],
    });
  expect(go()).toBe('sent');
  expect(go()).toBe('sent');
  const [name = ''] = readdirSync(join(folder, 'steps'));
  const path = join(folder, 'steps', name);
  const text = readFileSync(path, 'utf8');
  // As if it had crashed in the middle of writing that it was done.
  writeFileSync(path, text.slice(0, -15));
  expect(go()).toBe('found');
  expect(sent).toHaveLength(1);
  expect(go()).toBe('found');
  expect(existsSync(join(folder, 'etc'))).toBe(false);
});
