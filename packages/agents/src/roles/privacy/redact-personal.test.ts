import { describe, expect, it } from 'vitest';
import { redactPersonal } from './redact-personal';

const redact = redactPersonal();

describe('taken out', () => {
  it.each([
    ['ann.lee+x@mail.example.co.uk', '[e-mail]'],
    ['4111 1111 1111 1111', '[card]'],
    ['GB82 WEST 1234 5698 7654 32', '[account]'],
    ['+49 170 1234567', '[phone]'],
    ['+1 (415) 555-0132', '[phone]'],
    ['(415) 555-0132', '[phone]'],
    ['0x52908400098527886E0F7030069857D2E4169EE7', '[address]'],
    ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', '[address]'],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', '[address]'],
    ['7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV9', '[address]'],
    [`0x${'ab'.repeat(32)}`, '[secret]'],
    ['a\u200bnn@exam\u200dple.org', '[e-mail]'],
  ])('%s', (text, instead) => {
    expect(redact(`Note: ${text}.`)).toBe(`Note: ${instead}.`);
  });

  it('seed phrases and balances, with their names left', () => {
    expect(redact(`seed phrase: ${'abandon '.repeat(11)}about`)).toBe('seed phrase: [seed phrase]');
    expect(redact('My balance is 12,500.75 USDT today')).toBe('My balance is [balance] today');
    expect(redact('{"cash":"9000","netWorth":-1}')).not.toMatch(/9000|-1/);
  });
});

describe('left', () => {
  it.each([
    ['A market value of 1234567890 and 12345678901234 traded'],
    ['Close 64250.5, volume 1204.5'],
    ['{"weightHeld":0.25,"timeMs":1763798400000}'],
    ['The hash d2a84f4b8b650937ec8f73cd8be2c74add5a911ba64df27458ed8229da804a26'],
    ['news:92df9ba8a950d5c2 says so at 2026-11-23 08:00'],
    ['Balanced funds rise 5 %, cash flows out'],
    ['bitcoin 100 000 resistance at 98-100k'],
    ['DRAWDOWN_ABOVE_LIMIT: 0.45227944942029555 against 0.25'],
  ])('%s', (text) => {
    expect(redact(text)).toBe(text);
  });
});

it('reads a run of 300,000 places once, and finds the address at its end', () => {
  // Read again from each place on, it would take minutes.
  for (const unit of ['x', '1', 'a.', '-']) expect(redact(unit.repeat(300_000)).length).toBeGreaterThan(0);
  expect(redact(`${'x'.repeat(300_000)}@example.org`)).toBe('[e-mail]');
  expect(redact('a@b@c.org')).toBe('a@[e-mail]');
});

it('takes out what a function given to it does, after invisible letters and before all else', () => {
  const seen: string[] = [];
  const clean = (text: string): string => {
    seen.push(text);
    return text.replace('Baker Street', '[street]');
  };
  expect(redactPersonal({ clean })('Ba\u200bker Street, ann@example.org')).toBe('[street], [e-mail]');
  expect(seen).toEqual(['Baker Street, ann@example.org']);
});

it('refuses anything else, and secrets themselves', () => {
  expect(() => redactPersonal({ clean: 'abc' as never })).toThrow(/clean/);
  expect(() => redactPersonal({ secrets: ['account-4711'] } as never)).toThrow(/secrets/);
});
