import { expect, it } from 'vitest';
import { journalLine, journalStart } from './journal-line';

it('is printable ASCII without a break, whatever the entry holds', () => {
  const { line } = journalLine(journalStart, 1, { type: 'kill', timeMs: 0, reason: 'é\n\t\u007f\u2028🚀' });
  expect(line).toMatch(/^[ -~]+$/);
  expect(JSON.parse(line)).toMatchObject({ entry: { reason: 'é\n\t\u007f\u2028🚀' }, sequence: 1 });
});
