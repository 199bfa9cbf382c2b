import { RegimeDetector } from '../regime/regime-detector';
import type { RegimeSettings } from '../regime/regime-options';
import type { Feature } from './feature';

/** Every setting by a name of its own, as schemas have numbers and no objects: `trend.enter` and the like. */
const parametersOf = (settings: RegimeSettings): Record<string, number> =>
  Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) =>
      typeof value === 'number'
        ? [[name, value]]
        : Object.entries(value).map(([level, number]) => [`${name}.${level}`, number]),
    ),
  );

/**
 * The conditions that hold after the last bar, as a sum of `regimeBits`; the definition is that of `marketRegime`. The window of
 * the engine plays no part: the periods count bars.
 */
export const regimeBitsFeature = (settings: RegimeSettings): Feature => ({
  name: 'regimeBits',
  parameters: parametersOf(settings),
  start: () => {
    const detector = new RegimeDetector(settings);
    let bits: number | undefined;
    return {
      bar: (bar) => {
        bits = detector.next(bar)?.bits;
      },
      value: () => bits,
    };
  },
});
