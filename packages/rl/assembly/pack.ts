/** Copies rows of `columns` floats without gaps to rows that lie `toStride` bytes apart. */
export function pack(from: usize, to: usize, toStride: usize, rows: u32, columns: u32): void {
  let source = from;
  for (let row: u32 = 0; row < rows; row++) {
    const target = to + row * toStride;
    for (let column: u32 = 0; column < columns; column++) {
      f32.store(target + (<usize>column << 2), f32.load(source));
      source += 4;
    }
  }
}

/** Writes the transpose of `rows` × `columns` floats without gaps to rows that lie `toStride` bytes apart. */
export function transpose(from: usize, to: usize, toStride: usize, rows: u32, columns: u32): void {
  const fromStride = <usize>columns << 2;
  for (let column: u32 = 0; column < columns; column++) {
    let source = from + (<usize>column << 2);
    let target = to + column * toStride;
    for (let row: u32 = 0; row < rows; row++) {
      f32.store(target, f32.load(source));
      source += fromStride;
      target += 4;
    }
  }
}
