const section = (id: number, bytes: readonly number[]): number[] => [id, bytes.length, ...bytes];

const text = (letters: string): number[] => [letters.length, ...[...letters].map((one) => one.charCodeAt(0))];

/** A module in hexadecimal digits with one function `f` of a number (f64), from the bytes of its body, and with an imported memory. */
export const tinyModule = (body: readonly number[]): string => {
  const bytes = [
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 1, 0x7c, 0]),
    ...section(2, [1, ...text('env'), ...text('memory'), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('f'), 0, 0]),
    ...section(10, [1, body.length, ...body]),
  ];
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** Traps where the argument is 1. */
export const trapAtOne = tinyModule([
  ...[0, 0x20, 0, 0x44, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0x61],
  ...[0x04, 0x40, 0, 0x0b, 0x0b],
]);

/** Counts itself in the first number of the memory, and waits for a second one; sets the next number to 1 where none comes. */
export const rendezvous = tinyModule([
  ...[1, 1, 0x7f],
  // memory[0] += 1, atomically
  ...[0x41, 0, 0x41, 1, 0xfe, 0x1e, 2, 0, 0x1a],
  // 1,000,000,000 looks
  ...[0x41, 0x80, 0x94, 0xeb, 0xdc, 0x03, 0x21, 1],
  ...[0x02, 0x40, 0x03, 0x40],
  ...[0x41, 0, 0xfe, 0x10, 2, 0, 0x41, 2, 0x4f, 0x0d, 1],
  ...[0x20, 1, 0x41, 1, 0x6b, 0x22, 1, 0x0d, 0],
  0x0b,
  ...[0x41, 4, 0x41, 1, 0x36, 2, 0],
  0x0b,
  0x0b,
]);
