import { createBot, defineStrategy, type Guard, simulatedBroker, target } from '@sigmax/core';
import { flatBars } from '@sigmax/core/testing';
import { of } from 'rxjs';
import { expect, it } from 'vitest';
import type { Alert } from './alert';
import { alerts } from './alerts';
import { deliverAlerts } from './deliver-alerts';

const alert: Alert = { severity: 'warning', code: 'A_B', message: 'm', timeMs: 0, suppressed: 0, suppressedOthers: 0 };

it('hands each alert to every sink and passes it on, whatever a sink does', async () => {
  const told: string[] = [];
  const broken = (): never => {
    throw new Error('no network');
  };
  const refused = async (): Promise<never> => {
    throw new Error('refused');
  };
  const passed: Alert[] = [];
  of(alert)
    .pipe(
      deliverAlerts({
        sinks: [broken, refused, ({ code }) => told.push(code)],
        onFailure: (message) => {
          told.push(message);
          throw new Error('nobody listens');
        },
      }),
    )
    .subscribe((one) => passed.push(one));
  expect([told, passed]).toEqual([['no network', 'A_B'], [alert]]);
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(told).toEqual(['no network', 'A_B', 'refused']);
});

it('a sink that throws changes nothing about a bot', () => {
  const never: Guard = {
    name: 'never',
    initial: undefined,
    check: () => ({ type: 'deny', code: 'NEVER_NOW', limit: 0, observed: 1 }),
  };
  const half = defineStrategy({
    name: 'half',
    start:
      () =>
      ({ bar }) =>
        target(bar.instrumentId, 0.5),
  });
  const run = () =>
    createBot({ strategy: half(), guards: [never], cash: { USDT: 1_000 } }).run({
      market: flatBars({ bars: 5 }),
      broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 }),
    });
  let calls = 0;
  let isComplete = false;
  const sink = (): never => {
    calls += 1;
    throw new Error('a bug');
  };
  run()
    .pipe(alerts(), deliverAlerts({ sinks: [sink] }))
    .subscribe({
      complete: () => {
        isComplete = true;
      },
    });
  expect([calls, isComplete]).toEqual([1, true]);
});

it('is not made without a sink', () => {
  expect(() => deliverAlerts({ sinks: [] })).toThrow('sinks');
  expect(() => deliverAlerts({ sinks: ['console'] as never })).toThrow('expected a function');
});
