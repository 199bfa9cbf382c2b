import { expectTypeOf, it } from 'vitest';
import type { BotOptions } from '../kernel/bot';
import type { Guard } from './guard';

it('a bot takes guards whatever their state is', () => {
  expectTypeOf<readonly [Guard, Guard<{ peak: number }>]>().toExtend<NonNullable<BotOptions['guards']>>();
});
