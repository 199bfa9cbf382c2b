import { describe, expect, it } from 'vitest';
import { sealed, unsealed } from './sealed-text';
import { StoreError } from './store-error';

const seal = { kind: 'file-store', version: 2 } as const;

const codeOf = (whole: string): string => {
  try {
    unsealed(seal, whole);
    return 'read';
  } catch (error) {
    expect(error).toBeInstanceOf(StoreError);
    return (error as StoreError).code;
  }
};

describe('a sealed text', () => {
  it.each(['', 'a', 'two\nlines\n', 'sigmax file-store 2', '価格 🚀'])('reads back: %j', (text) => {
    expect(unsealed(seal, sealed(seal, text))).toBe(text);
  });

  it('says what is wrong with it', () => {
    const whole = sealed(seal, 'text');
    expect(codeOf('')).toBe('STORE_FOREIGN');
    expect(codeOf('{"json":true}\n')).toBe('STORE_FOREIGN');
    expect(codeOf(sealed({ kind: 'kill-switch', version: 2 }, 'text'))).toBe('STORE_FOREIGN');
    expect(codeOf(sealed({ ...seal, version: 3 }, 'text'))).toBe('STORE_VERSION_UNKNOWN');
    expect(codeOf(sealed({ ...seal, version: 1 }, 'text'))).toBe('STORE_VERSION_UNKNOWN');
    expect(codeOf(whole.slice(0, -1))).toBe('STORE_TRUNCATED');
    expect(codeOf(`${whole}x`)).toBe('STORE_TAMPERED');
    expect(codeOf(whole.replace('text', 'Text'))).toBe('STORE_TAMPERED');
    // The version belongs to what is hashed.
    expect(codeOf(sealed({ ...seal, version: 3 }, 'text').replace('store 3', 'store 2'))).toBe('STORE_TAMPERED');
    expect(codeOf(whole.replace('store 2 4', 'store 2 04'))).toBe('STORE_TAMPERED');
  });

  it('is not read with any one character changed or missing', () => {
    const whole = sealed(seal, '{"stops":[]}\n');
    for (let at = 0; at < whole.length; at++) {
      for (const other of ['', 'x', '0', ' ', '\n', '\u00e9']) {
        if (other !== whole[at]) expect(codeOf(whole.slice(0, at) + other + whole.slice(at + 1))).not.toBe('read');
      }
    }
  });
});
