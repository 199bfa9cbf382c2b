import { seededRandom } from '@sigmax/core';
import { expect, test } from 'vitest';
import { corruptText } from './corrupt-text';

test('no damaged message is what it was', () => {
  const random = seededRandom(2);
  const texts = ['{"e":"trade","t":12,"p":"60000.1"}', '{"b":[["1.5","2"]]}', '[]', '"x"', '1', 'pong'];
  for (let count = 0; count < 400; count++) {
    for (const text of texts) expect(corruptText(text, random)).not.toBe(text);
  }
});
