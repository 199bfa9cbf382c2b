import { describe, expect, it } from 'vitest';
import { BrokerError, DataError, InvalidOptionsError, LedgerError, SigmaxError, StrategyContractError } from './errors';

const kinds = { SigmaxError, InvalidOptionsError, DataError, StrategyContractError, BrokerError, LedgerError };

describe.each(Object.entries(kinds))('%s', (name, Kind) => {
  it('says what was wrong, then what to do', () => {
    const cause = new Error('inner');
    const error = new Kind({ code: 'A_B', message: 'It was 5.', remedy: 'Make it 6.', context: { it: 5 }, cause });
    expect(error).toMatchObject({ name, code: 'A_B', message: 'It was 5. Make it 6.', remedy: 'Make it 6.', cause });
    expect(error).toBeInstanceOf(SigmaxError);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe(`${name}: It was 5. Make it 6.`);
  });

  it('needs no more than a code and a message', () => {
    const error = new Kind({ code: 'A', message: 'No.' });
    expect(error).toMatchObject({ message: 'No.', remedy: undefined, context: {}, isRetryable: false });
    expect('cause' in error).toBe(false);
    expect(new Kind({ code: 'A', message: 'No.', isRetryable: true }).isRetryable).toBe(true);
  });
});

it('keeps its facts', () => {
  const facts = { it: 5 };
  const { context } = new DataError({ code: 'A', message: 'No.', context: facts });
  facts.it = 6;
  expect(context).toEqual({ it: 5 });
  expect(Object.isFrozen(context)).toBe(true);
});

it('is known by its mark, whichever copy of the package made it', () => {
  expect(SigmaxError.isInstance(new LedgerError({ code: 'A', message: 'No.' }))).toBe(true);
  expect(SigmaxError.isInstance({ [Symbol.for('sigmax.error')]: true })).toBe(true);
  for (const other of [new Error('no'), undefined, null, 'sigmax.error', {}])
    expect(SigmaxError.isInstance(other)).toBe(false);
});
