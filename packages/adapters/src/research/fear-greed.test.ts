import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { pollSources } from '../internal/sources/poll-sources';
import { readSource } from '../internal/sources/read-source';
import { describeFaults } from '../internal/sources/source-faults.test-helper';
import type { SourceItem } from '../internal/sources/source-item';
import { virtualClock } from '../internal/virtual-clock.test-helper';
import { fearGreed } from './fear-greed';

const day = (value: unknown, timestamp: unknown = '1795345200') => ({
  value,
  value_classification: 'Greed',
  timestamp,
  time_until_update: '32604',
});

const good = { name: 'Fear and Greed Index', data: [day('71')], metadata: { error: null } };

describeFaults({
  name: 'fearGreed',
  make: (baseUrl, options) => fearGreed({ baseUrl, ...options }),
  good: () => JSON.stringify(good),
  contentType: 'application/json',
  secrets: [],
  lists: {
    twice: (body) => {
      const answer = JSON.parse(body) as typeof good;
      return JSON.stringify({ ...answer, data: [...answer.data, ...answer.data] });
    },
  },
});

const answering = (data: unknown) => fearGreed({ days: 30, fetch: async () => Response.json({ data }) });

it('reads values that are texts', async () => {
  const [item] = await readSource(answering([day('71')]));
  expect(item).toMatchObject({
    kind: 'sentiment-index',
    source: 'fear-greed',
    publishedAtMs: Date.UTC(2026, 10, 22, 11),
    content: { value: 71, label: 'Greed' },
  });
});

it.each(['-1', '101', null, 'fear', '35.5', true, '', [], '1e1000'])('%j is no value of the index', async (value) => {
  await expect(readSource(answering([day(value)]))).rejects.toMatchObject({ code: 'UNEXPECTED_SHAPE' });
  // One bad day leaves the others.
  expect(await readSource(answering([day(value), day('0')]))).toMatchObject([{ content: { value: 0 } }]);
});

it('no days are a failure, not a neutral index', async () => {
  await expect(readSource(answering([]))).rejects.toMatchObject({ code: 'UNEXPECTED_SHAPE' });
});

it('a day whose value is changed comes again and says what it revises', async () => {
  const values = ['71', '71', '69'];
  let look = 0;
  const source = fearGreed({ fetch: async () => Response.json({ data: [day(values[look++])] }) });
  const clock = virtualClock();
  const items: SourceItem[] = [];
  const subscription = pollSources([source], { clock, random: seededRandom(1) }).subscribe((event) => {
    if (event.type === 'received' && event.item.kind === 'sentiment-index') items.push(event.item);
  });
  for (let step = 0; step < 3; step++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    await clock.advance(330_000);
  }
  subscription.unsubscribe();
  expect(items.map(({ content }) => Reflect.get(Object(content), 'value'))).toEqual([71, 69]);
  expect(items[1]?.revises).toBe(items[0]?.id);
});
