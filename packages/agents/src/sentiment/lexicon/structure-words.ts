/** Words that say nothing good or bad but change what others say. Commas separate entries. */
export const structureWords = {
  negate: `not, no, never, without, neither, nor, cannot, can't, won't, don't, doesn't, didn't, isn't, aren't, wasn't, weren't, hasn't, haven't, hadn't,
    wouldn't, couldn't, shouldn't, ain't, unable to, refuse to, refuses to, refused to, refusing to, nobody, none, nothing, hardly, barely, scarcely, rarely, lack of, lacks, lacking,
    no longer, unwilling to, stops short of, far from, little, can not, declines to, declined to, no sign of, no signs of`,
  negateAndBad: `fails to, failed to, fail to, failing to, struggles to, struggled to, struggling to`,
  deny: `deny, denies, denied, denying, refute, refutes, refuted, rebut, rebuts, rebutted, debunk, debunks, debunked, dismisses reports, dismisses claims, dismisses rumours, dismisses rumors, dismisses report,
    dismissed reports, dismissed claims, rejects claims, rejects claim, rejects reports, rejects allegations, rejected claims, no evidence of, no evidence, finds no, found no, disputes, disputed, contests, rejects rumours, rejects rumors, no proof of, no indication of, plays down, downplays, shoots down, quashes`,
  denyBefore: `untrue, false, baseless, unfounded, fake news, denied by, a hoax, hoax, misleading report, not true, without merit, debunked`,
  hedge: `may, might, could, possibly, possible, perhaps, maybe, probably, reportedly, allegedly, rumour, rumours, rumor, rumors, rumoured, rumored, speculation, unconfirmed, said to, appears, appear, seems, seem,
    suggests, hints, expected to, likely, potential, potentially, whispers, sources say, sources, talk of, claims, predicts, forecasts, sees, believes, considering, mulls, weighs, would, plans to, looks, look, eyes, set to, poised to`,
  condition: `if, unless, whether, depends, either way, provided that, assuming, in case, should it`,
  concede: `despite, although, though, even as, even though, in spite of, regardless of, notwithstanding, even after, even if`,
  contrast: `but, yet, however, nevertheless, still, then, nonetheless, only to`,
  background: `after, following, since, amid, amidst, ahead of, before, on news of, in the wake of, from`,
  break: `while, as, whereas, when, because, which, who, where, until`,
  into: `into, for, in favor of, in favour of, toward, towards`,
  away: `out of, rotate from, rotates from, rotating from, away from, at the expense of, unlike, swaps, swap, swapped, swapping`,
  explain: `why, what caused, what's behind, what is behind, what drove, what's driving, what is driving, how come, here's why, reasons for`,
  calm: `little changed, in line with, unchanged, flat, mixed, sideways, holds steady, steady, stable, rangebound, range-bound, either way, risk management, risk manager, risk model, interest rate model, interest rate, fear and greed index, market value, rate model,
    according to, high school, high court, up to date, set up, sets up, start up, follow up, sign up, round up, roundup, wrap up, higher education, lower house, drop date, token drop, air drop, airdrop, gas station, up for, as well as, set of, up next,
    fall conference, spring break, break down by, break-even, breakeven, all-time, interest in learning, close to, stop losses, stop loss, hot topic, made up of, makes up, made up, the rise of, bug bounty, security researcher, crash course, fire sale tickets, lost and found, at a loss for words, hack week, hackathon,
    bank on it, supply chain, supports, supported, launch date, launch pad, launchpad, law firm, cold wallet, dead heat, top five, top ten, top 10, best practices, negative list, positive list, red team, green energy, back office, deposit insurance, fee schedule, rate limit, charges, charging, stop by, ban list`,
  link: `of, in, for, on, over, about, at, to, by, with, around, against, among, across, within, than`,
  filler: `is, are, was, were, be, been, being, has, have, had, will, the, a, an, its, their, his, her, this, that, all, both, also, again, further, even, just, now, it, still, to, continue to, continues to, keeps, keep, kept, starts, began, begins, get, gets, got, getting, so, their, daily, weekly, monthly, yearly, first,
    token, tokens, crypto, market, spot, new, off, his, half, more, critical, major, large, heavy, case, early, anyone, someone, one, remains, remain, remained, stays, comes in, came in, come in, coming in, comes, come, itself, of the`,
} as const;

/** Stronger and weaker. */
export const scaleWords: readonly (readonly [factor: number, words: string])[] = [
  [
    1.3,
    'sharply, strongly, massively, hugely, heavily, dramatically, steeply, rapidly, record, massive, huge, major, heavy, severe, extremely, very, big, steep, double digits, never looked, never been, much, far, broad, fast, hard, aggressively, deeply, significantly, fastest, biggest, largest',
  ],
  [
    0.7,
    'slightly, modestly, somewhat, a bit, marginally, mildly, minor, small, slight, modest, brief, briefly, gradually, partially, partly, a little, relatively',
  ],
];

/** What a comparison with expectations makes of the motion before it: −0.8 turns it, 1.2 bears it out. */
export const comparisonWords: readonly (readonly [factor: number, words: string])[] = [
  [
    -0.8,
    'less than expected, less than feared, less than hoped, less than forecast, less than anticipated, less than thought, less than estimated, less than predicted, less than analysts expected, less sharply than expected',
  ],
  [
    1.2,
    'than expected, than feared, than hoped, than forecast, than thought, than first thought, than anticipated, than estimated, more than expected, more than feared',
  ],
];

/** Prices stand above or below something; otherwise the words say what the second number says. */
export const levelWords: readonly (readonly [sign: number, alone: number, words: string])[] = [
  [1.2, 0, 'above, over, back above, past, hits, reaches, breaks, topped, reached'],
  [1.2, 1.2, 'tops, crosses, crossed, retakes, retook, reclaims, reclaimed'],
  [-1.2, 0, 'below, under, beneath'],
  [-1.5, -1.5, 'loses, lost'],
];

/** One asset against another; without a second asset the words say what the second number says. */
export const rankWords: readonly (readonly [sign: number, alone: number, words: string])[] = [
  [
    1.5,
    1.3,
    `outperforms, outperform, outperformed, outperforming, overtakes, overtake, overtook, beats, beat, outshines, surpasses, surpassed, outpaces, outpaced,
     eclipses, eclipsed, trounces, leapfrogs`,
  ],
  [1.5, 0.5, 'flips, flipped, dethrones, leads, leading'],
  [
    -1.5,
    -1.3,
    'lags, lag, lagged, lagging, trails, trail, trailed, trailing, underperforms, underperform, underperformed, lags behind, loses to, lost to, falls behind, fell behind',
  ],
];

/** Turns what follows; alone it says what the number says. */
export const reverseVerbs: readonly (readonly [alone: number, verbs: string])[] = [
  [
    0.8,
    'avert, avoid, fix, patch, resolve, survive, weather, shrug off, ignore, defy, overcome, recoup, dodge, escape, mitigate, contain, solve, thwart, foil, prevent, lift ban, exit bankruptcy, overturn, dismiss, repeal, quash, brush off, return stolen, repel, withstand, relax, settle, cure, rescue, clear, shake off, recover from, rebound from, bounce from, bounce back from',
  ],
  [0, 'block, pull'],
  [
    -0.8,
    'stop, end, scrap, cancel, reverse, erase, give back, halt, reject, shelve, revoke, suspend, pare, wipe out, trim, abandon, pause, ditch, veto, rescind, drop plan, nix, axe, squander, surrender, wipe, undo, delay, postpone, exit, discontinue, refuse',
  ],
];

/** Verbs that lift or drop a restraint: the same words are motions elsewhere. */
export const releaseVerbs = `lift, drop, ease, relax, lower, loosen, toss, throw out, remove, withdraw, end, dismiss, reduce, waive`;

export const emojiWeights: Readonly<Record<string, number>> = {
  '🚀': 2,
  '📈': 2,
  '🟢': 1.5,
  '💎': 1.5,
  '🙌': 0.8,
  '🐂': 1.6,
  '🌕': 1.6,
  '🌙': 0.8,
  '🔥': 0.8,
  '💚': 1,
  '🤑': 1.4,
  '🎉': 1,
  '💪': 1,
  '🥳': 1,
  '✅': 0.6,
  '👍': 0.8,
  '😍': 1,
  '🏆': 1,
  '📉': -2,
  '🔴': -1.5,
  '🩸': -2,
  '💀': -1.6,
  '☠': -1.6,
  '😱': -1.2,
  '😭': -1.4,
  '🐻': -1.6,
  '🪦': -2,
  '💩': -1.4,
  '🤡': -1.2,
  '🚨': -0.6,
  '⚠': -0.6,
  '👎': -1,
  '💔': -1.2,
  '😡': -1,
  '🤮': -1.4,
  '⚰': -2,
  '🧻': -1,
};
