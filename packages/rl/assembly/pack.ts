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

/** Four rows and four columns of a table to four rows of its transpose. */
// @ts-ignore: decorator
@inline
function transposeFour(from: usize, fromStride: usize, to: usize, toStride: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + fromStride);
  const c = v128.load(from + 2 * fromStride);
  const d = v128.load(from + 3 * fromStride);
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const abRest = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cdRest = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
  v128.store(to + toStride, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
  v128.store(to + 2 * toStride, v128.shuffle<f32>(abRest, cdRest, 0, 1, 4, 5));
  v128.store(to + 3 * toStride, v128.shuffle<f32>(abRest, cdRest, 2, 3, 6, 7));
}

/** Writes the transpose of `rows` × `columns` floats without gaps to rows that lie `toStride` bytes apart. */
export function transpose(from: usize, to: usize, toStride: usize, rows: u32, columns: u32): void {
  const fromStride = <usize>columns << 2;
  const wholeRows = rows & ~3;
  const wholeColumns = columns & ~3;
  for (let column: u32 = 0; column < wholeColumns; column += 4) {
    for (let row: u32 = 0; row < wholeRows; row += 4) {
      const source = from + row * fromStride + (<usize>column << 2);
      transposeFour(source, fromStride, to + column * toStride + (<usize>row << 2), toStride);
    }
  }
  for (let column: u32 = 0; column < columns; column++) {
    for (let row = column < wholeColumns ? wholeRows : 0; row < rows; row++) {
      const value = f32.load(from + row * fromStride + (<usize>column << 2));
      f32.store(to + column * toStride + (<usize>row << 2), value);
    }
  }
}
