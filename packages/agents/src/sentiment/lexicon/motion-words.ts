/** Verbs of direction, by strength; all forms are known. */
export const motionVerbs: readonly (readonly [weight: number, verbs: string])[] = [
  [2.4, 'soar, surge, skyrocket, rocket, explode higher, moon, double, triple, quadruple, spike, go parabolic'],
  [2, 'rally, jump, leap, pop, pump, boom, rip higher, run up, vault, roar, zoom, fly, heat up, rip'],
  [
    1.7,
    'rebound, recover, bounce, climb, gain, advance, rise, grow, accelerate, outpace, lead gains, leads gains, extend gains, push higher, break above, lift, ascend, swell',
  ],
  [
    1.2,
    'increase, improve, edge up, tick up, inch up, expand, add, notch, revive, perk up, warm, cross, extend winning streak',
  ],
  [
    -1.2,
    'decrease, edge down, tick down, inch down, ease back, soften, weaken, dip, slip, decline, lag behind, shed, trim, cut, reduce, lower, thin',
  ],
  [
    -1.7,
    'fall, drop, slide, sag, retreat, tumble, sink, slump, wobble, lose ground, pull back, sell off, erode, shrink, deteriorate, correct, buckle',
  ],
  [
    -2.4,
    'crash, plunge, plummet, tank, crater, nosedive, dive, collapse, crumble, dump, rekt, implode, cascade, spiral, tumble hard',
  ],
];

/** Words of direction that stand as they are. */
export const motionWords: readonly (readonly [weight: number, words: string])[] = [
  [
    1.7,
    'up, higher, rally, rebound, uptrend, upswing, ends higher, ended higher, closed higher, closes higher, ends up, lead gains, back above, hotter, taller, bigger, larger, greater',
  ],
  [1.2, 'upward, upwards, above water, gains, gain, rise, increase, uptick, growth, doubles, firmed, highest'],
  [
    -1.2,
    'downward, downwards, lower, softer, cooler, smaller, dip, decline, decrease, pullback, drop, downtick, fewer, less severe, lowest',
  ],
  [
    -1.7,
    'down, selloff, sell-off, correction, slump, slide, rout, off, ends lower, ended lower, closed lower, closes lower, ends down, retracement, lead losses, leads losses',
  ],
  [2.2, 'all time high, ath, record high, new high, fresh high, yearly high, new highs, record highs'],
  [
    -2.2,
    'record low, all time low, new low, fresh low, yearly low, multi year low, record lows, new lows, lifetime low',
  ],
  [-2.4, 'crash, flash crash, plunge, collapse, nosedive, capitulation'],
];

/** What happens to the noun before: it gets less. Alone it is a small motion down. */
export const fadeVerbs = `fade, falter, stall, ease, slow, cool, narrow, subside, recede, dim, wane, abate, peter out, fizzle, lose steam, run out of steam, run dry,
  dry up, dwindle, taper, moderate, relent, cease, evaporate, disappear, vanish, underwhelm, disappoint, melt away, calm, thaw, die down, ebb, dissipate, stagnate, plateau, unravel, go cold, shrivel, sour`;

export const fadeWords = `elusive, short-lived, unlikely, won't last, won't hold, is over, are over, over with, in the past, behind us, not last, losing steam, gone`;

/** What happens to the noun before or behind: it gets more. Alone it is a small motion up. */
export const growVerbs = `deepen, intensify, widen, mount, escalate, persist, worsen, linger, build, broaden, spread, swirl, resurface, loom, continue, heighten, multiply, pile up, outstrip, stack up, grip`;
