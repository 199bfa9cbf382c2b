import { describe, expect, it } from 'vitest';
import { says } from '../combine/says.test-helper';
import { share } from '../testing-profile.test-helper';
import { createDecisionLog } from './decision-log';
import { lineOf, nextEntry } from './log-line';
import { logOf } from './made-up-log.test-helper';
import { verifyDecisionLog } from './verify-decision-log';

/** Two decisions of an agent that says something outside of ASCII. */
const { text, head } = logOf(says('bull', 1, 0.5, { reason: 'Bär — 🐻.' }), 2);
const bytes = new TextEncoder().encode(text);

it('is intact as it was written, and ends where it says', () => {
  expect(verifyDecisionLog(text, head)).toMatchObject({ isIntact: true, head: { count: 3 } });
  expect(verifyDecisionLog(bytes, head).isIntact).toBe(true);
  expect(verifyDecisionLog(text).entries.map(({ type }) => type)).toEqual(['opened', 'decision', 'decision']);
});

describe('an edit of a single byte is found', () => {
  it('where it is replaced', () => {
    // In the small share each byte becomes two others, in the full one all of them.
    const changes = share(2, 255);
    const edited = Uint8Array.from(bytes);
    for (let place = 0; place < bytes.length; place++) {
      const original = bytes[place] as number;
      for (let change = 1; change <= changes; change++) {
        edited[place] = original ^ (changes === 2 ? ([1, 32][change - 1] ?? 1) : change);
        if (verifyDecisionLog(edited).isIntact) throw new Error(`Byte ${place} as ${edited[place]} was not found.`);
      }
      edited[place] = original;
    }
    expect(verifyDecisionLog(edited).isIntact).toBe(true);
  });

  it('where it is removed or added', () => {
    for (let place = 0; place < text.length; place += share(3, 1)) {
      expect(verifyDecisionLog(text.slice(0, place) + text.slice(place + 1)).isIntact).toBe(false);
      for (const added of [' ', '\n', '0', '}']) {
        expect(verifyDecisionLog(text.slice(0, place) + added + text.slice(place)).isIntact).toBe(false);
      }
    }
    for (const added of [' ', '\n', '{}\n', '\ufeff']) {
      expect(verifyDecisionLog(text + added).isIntact).toBe(false);
      expect(verifyDecisionLog(added + text).isIntact).toBe(false);
    }
  });
});

describe('whole lines', () => {
  const lines = text.trimEnd().split('\n');
  const joined = (...parts: (string | undefined)[]): string => `${parts.join('\n')}\n`;

  it.each([
    ['removed from the middle', joined(lines[0], lines[2])],
    ['removed from the beginning', joined(lines[1], lines[2])],
    ['exchanged', joined(lines[0], lines[2], lines[1])],
    ['repeated', joined(lines[0], lines[1], lines[1], lines[2])],
    ['nothing', ''],
  ])('%s', (_, wrong) => {
    expect(verifyDecisionLog(wrong).isIntact).toBe(false);
  });

  it('cut off the end are found by the end that was kept elsewhere', () => {
    const cut = joined(lines[0], lines[1]);
    expect(verifyDecisionLog(cut).isIntact).toBe(true);
    expect(verifyDecisionLog(cut, head)).toMatchObject({
      isIntact: false,
      why: expect.stringContaining('after 2 lines'),
    });
  });

  it('written anew with right hashes are found by it too', () => {
    let forged = '';
    const log = createDecisionLog({
      run: 'test',
      append: (line) => {
        forged += line;
      },
    });
    log.note('a');
    log.note('b');
    expect(verifyDecisionLog(forged).isIntact).toBe(true);
    expect(verifyDecisionLog(forged, head).isIntact).toBe(false);
  });
});

it('says where the damage begins, and keeps what comes before', () => {
  const broken = verifyDecisionLog(text.replace(/bull/g, 'bulk'));
  expect(broken).toMatchObject({ isIntact: false, line: 2, head: { count: 1 } });
  expect(broken.isIntact ? '' : broken.why).toBe('line 2 has another content than its hash says');
});

it('takes lines of the log alone', () => {
  for (const line of ['[]', '5', 'null', '{"sequence":0}']) expect(verifyDecisionLog(`${line}\n`).isIntact).toBe(false);
  const entry = nextEntry({ count: 0, hash: '0'.repeat(64) }, 'decision', {});
  expect(verifyDecisionLog(lineOf(entry))).toMatchObject({ why: 'the first line does not open a log' });
  expect(verifyDecisionLog(Uint8Array.from([0xff]))).toMatchObject({ why: 'the file is no UTF-8' });
});
