import { InvalidOptionsError } from '@sigmax/core';
import { expect, it } from 'vitest';
import { says } from '../combine/says.test-helper';
import { defineAgent } from '../opinion/define-agent';
import { createDecisionLog } from './decision-log';
import { logOf } from './made-up-log.test-helper';
import { verifyDecisionLog } from './verify-decision-log';

it('holds every decision, the same bytes each time', () => {
  const { text, traces } = logOf(says('bull', 1, 0.5), 5);
  expect(traces).toHaveLength(5);
  expect(logOf(says('bull', 1, 0.5), 5).text).toBe(text);
  const entries = verifyDecisionLog(text).entries.slice(1);
  expect(entries.map(({ body }) => body)).toEqual(traces.map((trace) => JSON.parse(JSON.stringify(trace))));
});

it('goes on where another log ends', () => {
  let text = '';
  const append = (line: string): void => {
    text += line;
  };
  const first = createDecisionLog({ run: 'a', append });
  first.note({ limit: 5 });
  createDecisionLog({ run: 'a', append, head: first.head() }).note('restarted');
  expect(verifyDecisionLog(text)).toMatchObject({ isIntact: true, head: { count: 3 } });
});

it('writes no secrets down, and takes another filter', () => {
  const secret = 'sk-proj-0123456789abcdef';
  const leaky = defineAgent({
    name: 'leaky',
    start: () => () => ({ score: 1, confidence: 1, reason: `My key is ${secret}.` }),
  });
  const { text } = logOf(leaky, 2);
  expect(text).not.toContain(secret);
  expect(text).toContain('[secret]');
  expect(verifyDecisionLog(text).isIntact).toBe(true);
  let own = '';
  const log = createDecisionLog({
    run: 'a',
    append: (line) => {
      own += line;
    },
    redact: (part) => part.replaceAll('ann', 'someone'),
  });
  log.note({ by: 'ann' });
  expect(own).toContain('someone');
});

it('has written nothing when its line could not be kept', () => {
  let isFull = false;
  let text = '';
  const log = createDecisionLog({
    run: 'a',
    append: (line) => {
      if (isFull) throw new Error('disk full');
      text += line;
    },
  });
  isFull = true;
  expect(() => log.note('lost')).toThrow('disk full');
  isFull = false;
  log.note('kept');
  expect(verifyDecisionLog(text, log.head())).toMatchObject({ isIntact: true, head: { count: 2 } });
});

it.each([{ run: '' }, { append: undefined }, { head: { count: 1, hash: 'x' } }])('refuses %o', (wrong) => {
  expect(() => createDecisionLog({ run: 'a', append: () => {}, ...wrong } as never)).toThrow(InvalidOptionsError);
});
