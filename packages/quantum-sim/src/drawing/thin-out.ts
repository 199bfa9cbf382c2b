/** The places of at most `most` values that keep the first and the last, and the lowest and the highest of each part. */
export const thinOut = (values: ArrayLike<number>, most: number): readonly number[] => {
  const { length } = values;
  if (length <= most) return Array.from({ length }, (_, index) => index);
  const kept = new Set([0, length - 1]);
  const parts = Math.floor((most - 2) / 2);
  for (let part = 0; part < parts; part++) {
    const [from, to] = [Math.floor((part * length) / parts), Math.floor(((part + 1) * length) / parts)];
    let [lowest, highest] = [from, from];
    for (let index = from; index < to; index++) {
      if (values[index]! < values[lowest]!) lowest = index;
      if (values[index]! > values[highest]!) highest = index;
    }
    kept.add(lowest).add(highest);
  }
  return [...kept].sort((a, b) => a - b);
};
