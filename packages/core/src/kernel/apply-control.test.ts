import { describe, expect, it } from 'vitest';
import type { Control } from '../control/control';
import type { Guard } from '../guard/guard';
import { orders } from '../strategy/decision';
import { barsOf, market, runBot, story } from './bot-run.test-helper';

const signed = { reason: 'test', by: 'ops' };
const flat = barsOf(100, 100, 100, 100, 100);
const run = (controls: readonly (readonly [minutes: number, control: Control])[], guards: readonly Guard[] = []) =>
  runBot({
    bars: flat,
    decide: () => orders([market('buy', 1)]),
    guards,
    controls: controls.map(([minutes, control]) => ({ timeMs: minutes * 60_000, control })),
  });

describe('an override', () => {
  const never = (isSoft: boolean): Guard => ({
    name: 'never',
    isSoft,
    initial: undefined,
    check: () => ({ type: 'deny', code: 'NEVER', limit: 0, observed: 1 }),
  });
  const override = (minutes: number): Control => ({
    type: 'override',
    guard: 'never',
    untilMs: minutes * 60_000,
    ...signed,
  });

  it('leaves a soft guard unasked until its time, that moment included', () => {
    expect(run([[1, override(3)]], [never(true)]).deniedCount).toBe(3);
    expect(run([[1, override(3)]], [never(true)]).fills).toHaveLength(2);
  });

  it('can be ended by a shorter one', () => {
    const ended = run(
      [
        [1, override(5)],
        [2, override(2.5)],
      ],
      [never(true)],
    );
    expect(ended.fills).toHaveLength(1);
  });

  it.each<[string, Control, readonly Guard[], string]>([
    ['a hard limit', override(3), [never(false)], 'HARD_LIMIT'],
    ['a guard that is not there', override(3), [], 'UNKNOWN_GUARD'],
    ['the past', override(0.5), [never(true)], 'OVERRIDE_TOO_LONG'],
    ['more than a day', override(1_442), [never(true)], 'OVERRIDE_TOO_LONG'],
  ])('is refused for %s', (_name, control, guards, code) => {
    const result = run([[1, control]], guards);
    expect(story(result.events)).toContain(`1 refused ${code}`);
    expect(result.deniedCount).toBe(guards.length === 0 ? 0 : 5);
  });
});

it('refuses to re-arm what has stopped nothing, and to sell what a tag holds, whose orders it cancels', () => {
  const { events, stops } = run([
    [1, { type: 'rearm', of: 'nobody', ...signed }],
    [2, { type: 'kill', action: 'flatten', scope: { tag: 'grid' }, ...signed }],
  ]);
  expect(story(events).filter((line) => line.includes('refused'))).toEqual([
    '1 refused NOTHING_TO_REARM',
    '2 refused TAG_HOLDS_NOTHING',
  ]);
  expect(stops).toMatchObject([{ action: 'cancel', scope: { tag: 'grid' } }]);
});

it('refuses a control that is none before the run begins', () => {
  expect(() => run([[1, { type: 'stop' } as never]])).toThrow('control');
  expect(() => run([[1, { type: 'kill', by: 'ops' } as never]])).toThrow('reason');
  expect(() => run([[Number.NaN, { type: 'kill', ...signed }]])).toThrow('timeMs');
});

it('tells guards what was said, after the latch has closed for a kill', () => {
  const heard: string[] = [];
  const listener: Guard = {
    name: 'listener',
    initial: 0,
    update: (state, event) => {
      if (event.type !== 'snapshot') heard.push(event.type === 'control' ? event.control.type : event.type);
      return state;
    },
  };
  run(
    [
      [0, { type: 'observed', name: 'api-error', value: 429 }],
      [5, { type: 'observed', name: 'late', value: 0 }],
      [0, { type: 'kill', ...signed }],
      [0.5, { type: 'rearm', of: 'operator', ...signed }],
    ],
    [listener],
  );
  expect(heard.slice(0, 5)).toEqual(['observed', 'kill', 'bot-halted', 'rearm', 'bot-rearmed']);
  expect(heard).not.toContain('late');
});
