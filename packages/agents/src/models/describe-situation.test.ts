import { expect, it } from 'vitest';
import { says, silent } from '../combine/says.test-helper';
import { evidence } from '../opinion/evidence';
import { answerOf, situationAt } from '../opinion/situation.test-helper';
import { describeSituation } from './describe-situation';

const item = evidence({ kind: 'news', source: 'feed', receivedAtMs: 1, content: { title: 'Fork "done"' } });

it('holds all that an agent may use, as JSON', () => {
  const situation = {
    ...situationAt(9, [item], 105),
    round: 1,
    heard: [answerOf(says('bull', 1, 0.5)), answerOf(silent('mute'))],
  };
  expect(JSON.parse(describeSituation(situation))).toEqual({
    instrumentId: 'demo:BTC/USDT',
    timeMs: 9,
    bar: { open: 105, high: 105, low: 105, close: 105, volume: 1 },
    weightHeld: 0,
    evidence: [
      { id: item.id, kind: 'news', source: 'feed', trust: 'untrusted', receivedAtMs: 1, content: item.content },
    ],
    round: 1,
    heard: [
      { agent: 'bull', reason: 'bull says so.', score: 1, confidence: 0.5 },
      { agent: 'mute', reason: 'mute knows nothing.', abstains: 'no-data' },
    ],
  });
});

it('is the same text for the same situation, and has no bar where there is none', () => {
  expect(describeSituation(situationAt(9, [item]))).toBe(describeSituation(situationAt(9, [item])));
  const other = { ...situationAt(9), instrumentId: 'demo:ETH/USDT' };
  expect(JSON.parse(describeSituation(other))).not.toHaveProperty('bar');
});
