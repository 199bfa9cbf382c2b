import fc from 'fast-check';
import { expect, it } from 'vitest';
import { profile } from '../internal/testing-profile.test-helper';
import { anyRecordable } from './recordable.test-helper';
import { recordedMarket } from './recorded-market';
import { freshFolders, manualClock, readAll, recordAll } from './recording.test-helper';
import { verifyRecording } from './verify-recording';

const fresh = freshFolders();

it('every kind comes back as it was, in order, whatever the files are cut and packed by', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRecordable, { minLength: 1, maxLength: 30 }),
      fc.record({
        compression: fc.constantFrom('none' as const, 'gzip' as const),
        rotateBytes: fc.integer({ min: 1, max: 3_000 }),
        flushBytes: fc.integer({ min: 1, max: 2_000 }),
        sync: fc.constantFrom('none' as const, 'close' as const),
      }),
      async (events, options) => {
        const folder = fresh();
        const clock = manualClock(1_700_000_000_000.5);
        await recordAll(folder, events, { ...options, clock });
        const { records, error } = await readAll(folder);
        expect(error).toBeUndefined();
        // toStrictEqual also tells −0 from 0 and a missing field from an undefined one.
        expect(records.map(({ event }) => event)).toStrictEqual(events);
        expect(new Set(records.map(({ receivedMs }) => receivedMs))).toEqual(new Set([1_700_000_000_000.5]));
        expect([...recordedMarket({ folder, name: 'test' })]).toStrictEqual(
          events.filter(({ type }) => type === 'bar' || type === 'quote'),
        );
        const report = await verifyRecording({ folder, name: 'test' });
        expect(report).toMatchObject({ isWhole: true, records: events.length, losses: [], fault: undefined });
      },
    ),
    profile(100, 3_000),
  );
});
