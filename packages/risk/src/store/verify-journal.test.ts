import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openJournal } from './journal';
import { memoryJournal } from './memory-journal';
import { verifyJournal } from './verify-journal';

const written = (): string => {
  const file = memoryJournal();
  const journal = openJournal(file);
  journal.append({ type: 'kill', timeMs: 1, reason: 'naïve \ufffd 🚀 "quoted"\n', by: 'ada' });
  journal.append({ type: 'override', timeMs: 2.5, guard: 'hours', scope: { venue: 'binance' } });
  journal.append({ type: 'rearm', timeMs: 3, token: 'c0ffee' });
  return file.read() ?? '';
};

const firstBad = (text: string, head?: string): number => {
  const check = verifyJournal(text, head === undefined ? {} : { head });
  return check.isIntact ? 0 : check.line;
};

describe('verifyJournal', () => {
  it('finds every edit of a single byte, and names its line', () => {
    const bytes = new TextEncoder().encode(written());
    const decoder = new TextDecoder();
    let line = 1;
    let edits = 0;
    for (const [at, byte] of bytes.entries()) {
      for (const other of [0, 9, 10, 13, 32, 0x30, 0x66, 0x7f, 0x80, 0xc3, 0xf0, 0xff, byte ^ 1, byte ^ 32]) {
        if (other === byte) continue;
        const edited = bytes.slice();
        edited[at] = other;
        expect(firstBad(decoder.decode(edited))).toBe(line);
        edits += 1;
      }
      if (byte === 10) line += 1;
    }
    expect(edits).toBeGreaterThan(bytes.length * 12);
  });

  it('finds a byte too many and one too few', () => {
    const text = written();
    for (let at = 0; at < text.length; at++) {
      expect(firstBad(text.slice(0, at) + text.slice(at + 1))).toBeGreaterThan(0);
      expect(firstBad(`${text.slice(0, at)} ${text.slice(at)}`)).toBeGreaterThan(0);
    }
    expect(firstBad(`${text}\n`)).toBe(4);
  });

  it('finds lines that were removed, put elsewhere, repeated or taken from another journal', () => {
    const [one, two, three] = written().split('\n') as [string, string, string];
    const text = (...lines: string[]) => `${lines.join('\n')}\n`;
    expect(firstBad(text(one, two, three))).toBe(0);
    expect(firstBad(text(one, three))).toBe(2);
    expect(firstBad(text(two, three))).toBe(1);
    expect(firstBad(text(one, three, two))).toBe(2);
    expect(firstBad(text(one, two, two, three))).toBe(3);
    expect(firstBad(text(one, one))).toBe(2);
  });

  it('finds lines taken off the end when it is told the head', () => {
    const text = written();
    const check = verifyJournal(text);
    const head = check.isIntact ? check.head : '';
    const shorter = text.slice(0, text.indexOf('\n') + 1);
    expect([firstBad(shorter), firstBad(shorter, head), firstBad('', head), firstBad(text, head)]).toEqual([
      0, 2, 1, 0,
    ]);
  });

  it('hashes as it says, by a second way', () => {
    const [first = ''] = written().split('\n');
    const { hash, ...rest } = JSON.parse(first) as Record<string, unknown>;
    const again = first.replace(/"hash":"[0-9a-f]{64}",/, '');
    expect(JSON.parse(again)).toEqual(rest);
    expect(hash).toBe(createHash('sha256').update(again).digest('hex'));
    expect(rest.previous).toBe('0'.repeat(64));
  });

  it('takes what was never written for empty', () => {
    expect(verifyJournal('')).toEqual({ isIntact: true, entries: [], hashes: [], head: '0'.repeat(64) });
  });
});
