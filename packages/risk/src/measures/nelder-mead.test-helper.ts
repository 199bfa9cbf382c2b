type Point = readonly [number, number];

const along = (from: Point, to: Point, share: number): Point => [
  from[0] + share * (to[0] - from[0]),
  from[1] + share * (to[1] - from[1]),
];

/**
 * The simplex search of Nelder and Mead 1965 in two dimensions with the start and the stops that SciPy has by default: 5 %
 * steps, and all points and values within 1e-4.
 */
export const nelderMead = (f: (point: Point) => number, start: Point): Point => {
  const valued = (point: Point) => ({ point, value: f(point) });
  let simplex = [start, [start[0] * 1.05, start[1]] as const, [start[0], start[1] * 1.05] as const].map(valued);
  for (let step = 0; step < 400; step++) {
    simplex = simplex.toSorted((a, b) => a.value - b.value);
    const [best, good, worst] = simplex as [(typeof simplex)[0], (typeof simplex)[0], (typeof simplex)[0]];
    const spread = Math.max(
      ...simplex.flatMap(({ point }) => point.map((x, axis) => Math.abs(x - (best.point[axis] as number)))),
    );
    if (spread <= 1e-4 && worst.value - best.value <= 1e-4) break;
    const centre = along(best.point, good.point, 0.5);
    const reflected = valued(along(worst.point, centre, 2));
    let next = reflected;
    if (reflected.value < best.value) {
      const expanded = valued(along(worst.point, centre, 3));
      if (expanded.value < reflected.value) next = expanded;
    } else if (!(reflected.value < good.value)) {
      const isOutside = reflected.value < worst.value;
      const contracted = valued(along(worst.point, centre, isOutside ? 1.5 : 0.5));
      if (isOutside ? contracted.value <= reflected.value : contracted.value < worst.value) next = contracted;
      else {
        simplex = [best, valued(along(best.point, good.point, 0.5)), valued(along(best.point, worst.point, 0.5))];
        continue;
      }
    }
    simplex = [best, good, next];
  }
  return (simplex.toSorted((a, b) => a.value - b.value)[0] as (typeof simplex)[0]).point;
};
