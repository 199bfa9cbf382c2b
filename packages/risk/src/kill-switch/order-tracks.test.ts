import { expect, it } from 'vitest';
import { OrderTracks } from './order-tracks';

const answered = { type: 'answered', value: undefined } as const;

it('counts what has gone, and what failed of the rest', () => {
  const tracks = new OrderTracks();
  for (const id of ['1', '2', '3', '4']) tracks.ask(id);
  tracks.ask('1')({ type: 'rejected', message: 'no' });
  tracks.ask('2')({ type: 'rejected', message: 'not now' });
  tracks.ask('3')({ type: 'timed-out', message: 'late' });
  expect(tracks.failures()).toEqual([
    ['CANCEL_REJECTED', 2, 'not now'],
    ['CANCEL_TIMED_OUT', 1, 'late'],
  ]);
  expect(tracks.forgetGone(new Set(['1', '4', '9']))).toBe(2);
  expect([tracks.ids, tracks.has('2'), tracks.has('9')]).toEqual([['1', '4'], false, false]);
  expect(tracks.failures()).toEqual([['CANCEL_REJECTED', 1, 'no']]);
  tracks.clear();
  expect(tracks.ids).toEqual([]);
});

it('keeps what the venue says it cancelled and lists all the same', () => {
  const tracks = new OrderTracks();
  for (const id of ['1', '2']) tracks.ask(id)(answered);
  expect(tracks.forgetGone(new Set(['1']))).toBe(1);
  expect(tracks.ids).toEqual(['1']);
});

it('takes a venue that answers three times and goes on listing for one that does not listen', () => {
  const tracks = new OrderTracks();
  const codes = [1, 2, 3].map(() => {
    tracks.ask('1')(answered);
    return tracks.failures()[0]?.[0];
  });
  expect(codes).toEqual([undefined, undefined, 'CANCEL_IGNORED']);
  // Asked again, it has not answered yet.
  tracks.ask('1');
  expect(tracks.failures()).toEqual([]);
});
