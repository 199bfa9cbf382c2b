import type { LiquidityFacts } from './liquidity-facts';
import { figure, type Judgement, type ScreeningRule } from './screening-rule';

/** From 0 at `good` to 1 at `bad`, in proportion between. */
const between = (value: number, good: number, bad: number): number =>
  Math.min(1, Math.max(0, (value - good) / (bad - good)));

const amount = (value: unknown): number | undefined => figure(value, 0, 1e18);

const percent = (fraction: number): string => `${Number((fraction * 100).toFixed(3))} %`;

const spread = ({ spreadFraction }: LiquidityFacts): Judgement | undefined => {
  const value = figure(spreadFraction, 0, 2);
  return value === undefined
    ? undefined
    : { risk: between(value, 0.001, 0.01), evidence: `bid and ask are ${percent(value)} apart` };
};

/** How many orders of the largest size an amount is worth. */
const orders = (value: unknown, { orderAmount }: LiquidityFacts): number | undefined => {
  const [whole, one] = [amount(value), amount(orderAmount)];
  return whole === undefined || one === undefined || one === 0 ? undefined : whole / one;
};

const depth = (facts: LiquidityFacts): Judgement | undefined => {
  const times = orders(facts.depthAmount, facts);
  if (times === undefined) return undefined;
  return { risk: 1 - between(times, 1, 20), evidence: `${Number(times.toFixed(1))} orders deep within 1 %` };
};

const volume = (facts: LiquidityFacts): Judgement | undefined => {
  const times = orders(facts.dailyVolumeAmount, facts);
  if (times === undefined) return undefined;
  return { risk: 1 - between(times, 20, 1_000), evidence: `trades ${Number(times.toFixed(1))} orders a day` };
};

const turnover = ({ dailyVolumeAmount, marketCapAmount }: LiquidityFacts): Judgement | undefined => {
  const [traded, worth] = [amount(dailyVolumeAmount), amount(marketCapAmount)];
  if (traded === undefined || worth === undefined || worth === 0) return undefined;
  const ratio = traded / worth;
  // Too little is dead, and more than everything there is changes hands with itself.
  const risk = ratio < 0.01 ? 1 - between(ratio, 0.0001, 0.01) : between(ratio, 0.5, 2);
  return { risk, evidence: `${percent(ratio)} of its market value is traded a day` };
};

const idleness = ({ idleBarsFraction }: LiquidityFacts): Judgement | undefined => {
  const value = figure(idleBarsFraction, 0, 1);
  return value === undefined
    ? undefined
    : { risk: between(value, 0, 0.2), evidence: `${percent(value)} of its bars are without a trade` };
};

/** What liquidity is judged by; the weights add up to 1. */
export const liquidityRules: readonly ScreeningRule<LiquidityFacts>[] = [
  { name: 'spread', weight: 0.25, source: 'thresholds of this library: 0.1 % and 1 %', judge: spread },
  {
    name: 'depth',
    weight: 0.3,
    source: 'depth at 1 % as market data services report it; thresholds of this library: 20 orders and 1',
    judge: depth,
  },
  { name: 'volume', weight: 0.2, source: 'thresholds of this library: 1,000 orders a day and 20', judge: volume },
  {
    name: 'turnover',
    weight: 0.15,
    source:
      'L. W. Cong et al., "Crypto Wash Trading", Management Science 69(11), 2023, on volumes that are made up; thresholds of this library',
    judge: turnover,
  },
  { name: 'idle-bars', weight: 0.1, source: 'thresholds of this library: none and one in five', judge: idleness },
];
