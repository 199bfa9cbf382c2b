import { expect, it } from 'vitest';
import { angleValue, parameter } from './angle';

it('is affine in its parameters', () => {
  const [a, b] = [parameter('a'), parameter('b')];
  const angle = a.times(2).plus(b).minus(a.times(0.5)).plus(1).times(-3);
  expect(angle.terms).toEqual([
    { name: 'a', factor: -4.5 },
    { name: 'b', factor: -3 },
  ]);
  expect(angle.constant).toBe(-3);
  expect(angleValue(angle, { a: 2, b: 1 })).toBe(-15);
  expect(angleValue(a.minus(a).plus(0.25))).toBe(0.25);
  expect(angleValue(1.5)).toBe(1.5);
  expect(a.minus(2).constant).toBe(-2);
});

it('never changes', () => {
  const a = parameter('a');
  a.times(2).plus(1);
  expect([a.terms, a.constant]).toEqual([[{ name: 'a', factor: 1 }], 0]);
});

it.each(['', '1a', 'a b', 'a-b', 'a[x]'])('is not named %j', (name) => {
  expect(() => parameter(name)).toThrow('parameter: name was');
});

it.each(['θ', 'gamma_1', '_x', 'theta[12]'])('may be named %s', (name) => {
  expect(parameter(name).terms[0]!.name).toBe(name);
});

it('refuses what is no number', () => {
  expect(() => parameter('a').times(Number.NaN)).toThrow('the number was NaN');
  expect(() => parameter('a').plus(Number.POSITIVE_INFINITY)).toThrow('the number was Infinity');
  expect(() => angleValue(parameter('a'))).toThrow('parameter a was undefined. Pass a finite number for a.');
  expect(() => angleValue(parameter('a'), { a: Number.NaN })).toThrow('parameter a was NaN');
});
