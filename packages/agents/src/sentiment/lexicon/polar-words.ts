/**
 * Words and phrases that are good or bad by themselves, by strength. `verbs` take all their forms; `words` stand as they are.
 * Commas separate entries.
 */
export const polarVerbs: readonly (readonly [weight: number, verbs: string])[] = [
  [
    2,
    'approve, greenlight, endorse, embrace, legalise, legalize, flourish, thrive, outshine, shine, triumph, prevail, vindicate',
  ],
  [
    1.5,
    `adopt, integrate, onboard, accumulate, invest, accept, benefit, cheer, celebrate, applaud, welcome, partner, unveil, succeed,
     strengthen, stabilise, stabilize, reward, support, back, boost, bolster, fuel, propel, reclaim, regain, retake, unlock value, sign
     deal, win approval, resume, restore, repay, reimburse, compensate, refund, attract, secure, back, embrace, hoard, upgrade`,
  ],
  [
    1.2,
    'buy, allocate to, beat, impress, exceed, top, add, pick up, scoop up, snap up, stack, expand, pioneer, win, pass',
  ],
  [0.8, 'raise, introduce, enable, roll out, ship, activate, settle, step in, return, defend, eye'],
  [
    -0.8,
    'warn, question, doubt, caution, criticise, criticize, worry, delay, postpone, struggle, hesitate, oppose, retreat, sell, miss',
  ],
  [
    -1.5,
    `hurt, harm, weigh on, threaten, spook, rattle, unsettle, unnerve, alarm, fear, suffer, lose, penalise, penalize, fine, delist, halt,
     suspend, freeze, pause, liquidate, stall, restrict, reject, deter, punish, disappoint, underperform, dilute, abandon, bleed, flee,
     quit, drag, mar, dent, leave, cancel, batter, squeeze, flush out, burn out, lay off, gate, dump on, backfire, shut, shutter, decouple
     from peg, lash, pull out, exit, trap, price out, collude, snub, shun, sour, misuse, violate, breach, burden, curb`,
  ],
  [
    -2.2,
    `sue, hack, exploit, steal, drain, loot, defraud, scam, indict, arrest, detain, jail, convict, accuse, charge, collapse, implode,
     bankrupt, depeg, ban, outlaw, prohibit, raid, seize, confiscate, attack, crush, wreck, destroy, wipe out, ruin, capitulate, panic,
     default, embezzle, launder, siphon, compromise, subpoena, prosecute, sentence, deceive, mislead, rug, phish, sanction, blacklist,
     swindle, extradite, cripple, devastate, obliterate, nuke, slaughter, decimate, hammer, pummel, clobber, evaporate, vanish`,
  ],
];

/** Fixed words. */
export const polarWords: readonly (readonly [weight: number, words: string])[] = [
  [
    2.2,
    `bullish, parabolic, moon, mooning, mooned, lambo, wagmi, to the moon, unstoppable, golden cross, bull run, bull market, short squeeze, bear trap, takes off, took off, taking off, on fire,
     roars back, roared back, back from the dead, green candles, legal victory, court victory, landmark ruling, in full bloom,
     number go up, up only, flying, cheaper to use`,
  ],
  [
    1.6,
    `bull, optimistic, upbeat, positive, success, successful, victory, winning streak, breakthrough, breakout, breaks out, broke out, breaking out,
     break out, milestone, partnership, approval, adoption, upside, winner, gainers, oversold, undervalued, undervaluation, crypto-friendly,
     pro-crypto, dovish, stimulus, rate cut, rate cuts, buyback, buybacks, rally mode, risk-on, diamond hands, catches a bid, bid returns,
     dip buyers, buy the dip bid, green, strong, stronger, strongest, robust, solid, resilient, resilience, stellar quarter, better,
     best, profitable, profit, profits, boom, booming, alt season, altseason, accumulation, legal clarity, regulatory clarity, clarity, out of the woods,
     back online, sides with, sided with, rules in favor of, rules in favour of, ruled in favor of, ruled in favour of, clears path, clearing path,
     removing overhang, pays off, momentum builds, in control, takes control, take control, took control, bottomed out, bottoming, bottom forming,
     bottom is in, repaid in full, made whole, goes live, went live, oversubscribed, bitcoin reserve, strategic reserve, scarcer, scarcity, all clear,
     golden age, no brainer, buying opportunity, buying opportunities, favourable, favorable, surplus, good news, great news`,
  ],
  [
    1,
    `hope, hopes, hopeful, confident, likely, promising, interest, attractive, healthy, improved, deal, grant, pilot, fast, faster, rare discount,
     poised, ready, higher high, higher low, higher highs, higher lows, bounce back, stepping in, step in, steps in, steady gains, support holds, holds gains, holds firm,
     hold support, holds support, hold gains, sustain gains, stands firm, standing firm, resistance broken, above resistance, key resistance, reaches deal, recovery,
     record revenue, record profit, financing, interest from institutions, institutional interest, institutional demand, long-awaited, thing of the past,
     retail frenzy, rewarded, innovative, efficient, secure, warms to, warming to, warmed to, flock to, flocks to, flocking to, pile into, piles into, piling into, piled into,
     flows into, flow into, flowed into, pours into, poured into, pour into, tighten grip, tighten their grip, tightens grip, takes over, take over, took over,
     steps up, to buy, upgrade, upgrades, says yes, gives nod, nod, go-ahead, green light, greenlight`,
  ],
  [
    -1,
    `weak, weaker, weakest, soft demand, uncertain, uncertainty, cautious, concern, worries, worried, doubt, doubts, doubtful, vulnerable,
     fragile, under pressure, risky, at risk, in doubt, overbought, overvalued, overheated, lower low, lower high, lower lows, lower highs, drained of interest, thin demand,
     unable, short of, falls short, fall short, fell short, headwind, headwinds, stuck, muted demand, dull, loses support, losing support,
     lose support, lost support, loses handle, key support level, under support, profit-taking, take profit, takes profit, overhang, disappointment, hawkish,
     rate hike, rate hikes, rout fears, stagnant, stagnation, hits a wall, hit a wall, hits wall, worst performer, worst performing, unlicensed, unregistered, overleveraged, setback, removed from, dropped from, excluded from, kicked off, kicked out`,
  ],
  [
    -1.6,
    `bearish, bear, pessimistic, negative, downbeat, gloomy, gloom, bad, worse, worst, loser, losers, trouble, troubled, fud, crisis, chaos, turmoil,
     panic, dump, dumping, dumped, dumps, death cross, bull trap, long squeeze, bear market, downtrend, crypto winter, red, sea of red, risk-off, weak hands,
     paper hands, selling pressure, sell pressure, sell-the-news, sell the news, dead cat bounce, falling knife, free fall, freefall, in freefall, exit liquidity, rejected,
     criminal, illegal, illicit, unlawful, fake, offline, hostile, anti-crypto, negative sentiment, bubble, bubble bursts, loses ground, losing ground, lost ground,
     loses grip, lose grip, losing grip, lost grip, dries up, dried up, drying up, dead money, whale dump, insider selling, downgrade, downgrades, downgraded, missing funds,
     rush for exits, rush for the exits, race for exits, bank run, rules against, ruled against, blood in the streets, run on, goodbye, ngmi,
     rug pulled, going to zero, to zero, spirals, spiral, spiralling, missing, bad debt, sold off, sells off, selling off, sell off, unlimited mint, unpaid`,
  ],
  [
    -2.2,
    `rekt, insolvent, insolvency, bankrupt, worthless, bloodbath, carnage, meltdown, massacre, catastrophe, catastrophic, disaster, disastrous,
     doomed, doom, death spiral, fraudulent, stolen, hacked, crushed, burned, wiped, dead, scammed, fatal, destroyed, hyperinflation, seized, malicious, rogue`,
  ],
];

/** Claims among them: to deny or negate one clears it, and is no good news. */
export const claimWords = `insolvent, insolvency, bankrupt, hacked, fraudulent, stolen, missing, missing funds, layoffs, criminal, illegal, illicit,
  hack, exploit, breach, fraud, bankruptcy, scam, outage, lawsuit, backdoor, investigation, probe, laundering, insider trading, collapse, ponzi, embezzle, steal, launder, depeg, sell, compromise`;
