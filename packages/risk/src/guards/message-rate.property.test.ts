import { type GuardEvent, seededRandom } from '@sigmax/core';
import { portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { profileSeed, share } from '../testing-profile.test-helper';
import { btc, cancelled, market, reread, submitted } from './guard-events.test-helper';
import { messageRate } from './message-rate';

/** The rule told a second way: every message ever, looked at each time. A clock that went back made nothing older. */
const allowed = (messages: readonly number[], timeMs: number, needed: number, limit: number, windowMs: number) => {
  const shown = messages.map((_, index) => Math.max(...messages.slice(0, index + 1)));
  const inWindow = shown.filter((at) => at > timeMs - windowMs).length;
  return shown.every((at) => at <= timeMs) && inWindow + needed <= limit;
};

it('never lets more than the limit leave in any window, whichever way the clock jumps', () => {
  const random = seededRandom(profileSeed()).split('message-rate');
  for (let sequence = 0; sequence < share(500, 10_000); sequence++) {
    const limit = 1 + random.integer(6);
    const windowMs = 1 + random.integer(50);
    const guard = messageRate({ limit, windowMs, verdict: random.integer(2) === 0 ? 'delay' : 'deny' });
    let state = structuredClone(guard.initial);
    let timeMs = random.integer(1_000);
    // Raw times of all that left, and of the entries that the guard let through.
    const messages: number[] = [];
    const entries: number[] = [];
    for (let step = 0; step < 40; step++) {
      const jump = random.integer(12);
      timeMs += jump === 0 ? -random.integer(100) : jump === 1 ? random.integer(500) : random.integer(windowMs);
      const events: GuardEvent[] = [];
      const kind = random.integer(8);
      const exits = random.integer(3);
      const isExit = kind === 1;
      if (kind === 0) events.push(cancelled(timeMs));
      else {
        const bracket = [{}, { stopLossPrice: 1 }, { stopLossPrice: 1, takeProfitPrice: 9 }][exits];
        const intent = isExit ? market({ side: 'sell' }) : market(exits === 0 ? {} : { bracket: bracket as never });
        const portfolio = portfolioOf({ timeMs, quantity: { [btc]: 1 } });
        const isPassed = guard.check!(intent, portfolio, state).type === 'pass';
        const needed = isExit ? 1 : 1 + exits;
        expect(isPassed).toBe(isExit || allowed(messages, timeMs, needed, limit, windowMs));
        if (isPassed) events.push(...Array.from({ length: needed }, () => submitted(timeMs, intent)));
        if (isPassed && !isExit) entries.push(...events.map(() => timeMs));
      }
      for (const event of events) {
        messages.push(timeMs);
        state = guard.update!(state, event, portfolioOf({ timeMs }));
      }
      if (step === 20) state = reread(state);
    }
    expect(state.times.length).toBeLessThanOrEqual(limit);
    for (const end of entries) {
      const inWindow = entries.filter((at) => at > end - windowMs && at <= end).length;
      expect(inWindow).toBeLessThanOrEqual(limit);
    }
  }
});
