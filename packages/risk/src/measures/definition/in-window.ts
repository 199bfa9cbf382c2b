/** The last `window` values, all of them, or `undefined` when there are too few. */
export const inWindow = (values: ArrayLike<number>, window: number | 'all'): ArrayLike<number> | undefined => {
  if (window === 'all' || values.length === window) return values;
  if (values.length < window) return undefined;
  const from = values.length - window;
  return values instanceof Float64Array ? values.subarray(from) : Float64Array.from(values).subarray(from);
};

/** How many values fill a window; `least` of them when it never ends. */
export const windowWarmUp = (window: number | 'all', least: number): number =>
  window === 'all' ? least : Math.max(window, least);
