import { describe, expect, it } from 'vitest';
import { pauseMs, retryAfterMs } from './retry-after';

const nowMs = Date.parse('2026-11-22T10:00:00Z');

describe('retryAfterMs', () => {
  it.each<[unknown, number | undefined]>([
    [{ 'Retry-After': '7' }, 7_000],
    [{ 'retry-after': ' 1.5 ' }, 1_500],
    [{ 'RETRY-AFTER': 3 }, 3_000],
    [{ 'Retry-After': 'Sun, 22 Nov 2026 10:00:30 GMT' }, 30_000],
    [{ 'Retry-After': 'Sun, 22 Nov 2026 09:00:30 GMT' }, undefined],
    [{ 'Retry-After': '999999999' }, 4 * 86_400_000],
    [{ 'Retry-After': '0' }, undefined],
    [{ 'Retry-After': '-5' }, undefined],
    [{ 'Retry-After': 'soon' }, undefined],
    [{ 'Retry-After': '1e99' }, undefined],
    [{ 'Retry-After': ['7'] }, undefined],
    [{}, undefined],
    [null, undefined],
    ['Retry-After: 7', undefined],
  ])('%j', (headers, expected) => expect(retryAfterMs(headers, nowMs)).toBe(expected));
});

describe('pauseMs', () => {
  it.each<[number, unknown, number]>([
    [200, { 'Retry-After': '7' }, 0],
    [429, { 'Retry-After': '7' }, 7_000],
    [429, {}, 1_000],
    [418, { 'Retry-After': '300' }, 300_000],
    [418, {}, 120_000],
    [503, { 'Retry-After': '2' }, 2_000],
    [503, {}, 0],
    [500, { 'Retry-After': '2' }, 0],
  ])('%i %j', (status, headers, expected) => expect(pauseMs(status, headers, nowMs)).toBe(expected));
});
