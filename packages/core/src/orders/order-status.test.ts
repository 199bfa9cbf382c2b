import { describe, expect, it } from 'vitest';
import { BrokerError } from '../errors';
import { isFinalStatus, nextOrderStatus, type OrderReport, type OrderStatus } from './order-status';

/** Rows are what an order is, columns what is reported; a dot cannot be. */
const table = `
                    accept    fill              fill-rest  cancel     reject    expire   lose
  submitted         accepted  partially-filled  filled     cancelled  rejected  expired  unknown
  accepted          .         partially-filled  filled     cancelled  .         expired  unknown
  partially-filled  .         partially-filled  filled     cancelled  .         expired  unknown
  unknown           accepted  partially-filled  filled     cancelled  rejected  expired  unknown
  filled            .         .                 .          .          .         .        .
  cancelled         .         .                 .          .          .         .        .
  rejected          .         .                 .          .          .         .        .
  expired           .         .                 .          .          .         .        .
`;

const [head = [], ...rows] = table
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

const cases = rows.flatMap(([status, ...cells]) =>
  cells.map((next, index) => [status as OrderStatus, head[index] as OrderReport, next as OrderStatus | '.'] as const),
);

describe('the life of an order', () => {
  it('is told whole', () => expect(cases).toHaveLength(8 * 7));

  it.each(cases)('%s, reported %s: %s', (status, report, next) => {
    if (next !== '.') {
      expect(nextOrderStatus(status, report)).toBe(next);
      return;
    }
    expect(() => nextOrderStatus(status, report)).toThrow(BrokerError);
    expect(() => nextOrderStatus(status, report)).toThrow(
      expect.objectContaining({ code: 'INVALID_TRANSITION', context: { status, report }, isRetryable: false }),
    );
  });

  it('ends in four ways', () => {
    const statuses = rows.map(([status]) => status as OrderStatus);
    expect(statuses.filter(isFinalStatus)).toEqual(['filled', 'cancelled', 'rejected', 'expired']);
  });
});
