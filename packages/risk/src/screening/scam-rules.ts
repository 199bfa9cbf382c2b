import { imitatedAsset } from './imitated-asset';
import type { KnownAsset } from './known-assets';
import { figure, type Judgement, type ScreeningRule } from './screening-rule';
import type { TokenFacts } from './token-facts';

const dayMs = 86_400_000;

const percent = (fraction: number): string => `${Number((fraction * 100).toFixed(2))} %`;

/** A question with one good answer. */
const answered = (value: boolean | undefined, good: boolean, yes: string, no: string): Judgement | undefined =>
  typeof value !== 'boolean' ? undefined : { risk: value === good ? 0 : 1, evidence: value ? yes : no };

const python = 'weight of the Python system';

const concentration = ({ topTenFraction }: TokenFacts): Judgement | undefined => {
  const share = figure(topTenFraction, 0, 1);
  if (share === undefined) return undefined;
  return { risk: share <= 0.3 ? 0 : share <= 0.5 ? 0.5 : 1, evidence: `ten holders have ${percent(share)}` };
};

const pool = ({ liquidityAmount }: TokenFacts): Judgement | undefined => {
  const amount = figure(liquidityAmount, 0, 1e15);
  if (amount === undefined) return undefined;
  return { risk: amount >= 50_000 ? 0 : amount >= 10_000 ? 0.5 : 1, evidence: `${amount} dollars in its pools` };
};

const lock = ({ lockedLiquidityFraction, lockedForMs }: TokenFacts): Judgement | undefined => {
  const share = figure(lockedLiquidityFraction, 0, 1);
  const rest = figure(lockedForMs, 0, Infinity);
  if (share === undefined || (share > 0 && rest === undefined)) return undefined;
  const days = Math.floor((rest ?? 0) / dayMs);
  return {
    risk: share >= 0.8 && days >= 30 ? 0 : 1,
    evidence: `${percent(share)} of its liquidity is locked for ${days} days`,
  };
};

const tax = (value: number | undefined, what: string): Judgement | undefined => {
  const rate = figure(value, 0, 1);
  if (rate === undefined) return undefined;
  return { risk: rate <= 0.05 ? 0 : rate <= 0.1 ? 0.5 : 1, evidence: `${percent(rate)} of a ${what} is kept` };
};

const sellTax = ({ sellTaxFraction }: TokenFacts): Judgement | undefined => {
  const judgement = tax(sellTaxFraction, 'sale');
  if (judgement === undefined) return undefined;
  return { ...judgement, risk: (sellTaxFraction as number) >= 0.5 ? 1 : 0.3 * judgement.risk };
};

const age = ({ ageMs }: TokenFacts): Judgement | undefined => {
  const value = figure(ageMs, 0, Infinity);
  if (value === undefined) return undefined;
  const days = value / dayMs;
  return { risk: days >= 7 ? 0 : days >= 1 ? 0.5 : 1, evidence: `first traded ${Math.floor(days)} days ago` };
};

const imitation = (facts: TokenFacts, known: readonly KnownAsset[]): Judgement | undefined => {
  const { symbol, name, isOfficial } = facts;
  if (symbol === undefined && name === undefined) return undefined;
  const like = imitatedAsset(facts, known);
  if (like === undefined) return { risk: 0, evidence: 'like no known asset' };
  if (isOfficial === undefined) return undefined;
  return {
    risk: isOfficial ? 0 : 1,
    evidence: `${isOfficial ? 'is' : 'calls itself like'} ${like.name} (${like.symbol})`,
  };
};

/** What a token is judged by. A weight of 1 decides alone. */
export const scamRules = (known: readonly KnownAsset[]): readonly ScreeningRule<TokenFacts>[] => [
  {
    name: 'honeypot',
    weight: 1,
    unknownWeight: 0.5,
    source:
      'C. F. Torres, M. Steichen, R. State, "The Art of The Scam", USENIX Security 2019; decides alone, since 0.5 did not',
    judge: ({ canSell }) => answered(canSell, true, 'a simulated sale went through', 'a simulated sale failed'),
  },
  {
    name: 'imitation',
    weight: 0.5,
    source: 'Unicode Technical Standard #39, section 4; Damerau 1964',
    judge: (facts) => imitation(facts, known),
  },
  {
    name: 'unverified-contract',
    weight: 0.2,
    source: python,
    judge: ({ isContractVerified }) =>
      answered(isContractVerified, true, 'source is verified', 'source is not verified'),
  },
  {
    name: 'upgradeable-contract',
    weight: 0.15,
    source: 'weight of this library',
    judge: ({ isUpgradeable }) => answered(isUpgradeable, false, 'code can be replaced', 'code cannot be replaced'),
  },
  {
    name: 'holder-concentration',
    weight: 0.3,
    source: `${python}: 0.3 above 50 %, 0.15 above 30 %`,
    judge: concentration,
  },
  { name: 'small-pool', weight: 0.2, source: `${python}: 0.2 below 10,000 dollars, 0.1 below 50,000`, judge: pool },
  {
    name: 'unlocked-liquidity',
    weight: 0.25,
    source:
      'B. Mazorra, V. Adan, V. Daza, "Do Not Rug on Me", Mathematics 10(6), 2022; thresholds of this library: 80 % for 30 days',
    judge: lock,
  },
  {
    name: 'mint-authority',
    weight: 0.3,
    source: 'SPL Token, mint authority; P. Xia et al., "Trade or Trick?", POMACS 5(3), 2021; weight of this library',
    judge: ({ hasMintAuthority }) =>
      answered(hasMintAuthority, false, 'somebody can make new units', 'nobody can make new units'),
  },
  {
    name: 'freeze-authority',
    weight: 0.3,
    source: 'SPL Token, freeze authority; weight of this library',
    judge: ({ hasFreezeAuthority }) =>
      answered(hasFreezeAuthority, false, 'somebody can freeze units', 'nobody can freeze units'),
  },
  {
    name: 'buy-tax',
    weight: 0.2,
    source: 'thresholds of this library: 5 % and 10 %',
    judge: ({ buyTaxFraction }) => tax(buyTaxFraction, 'purchase'),
  },
  {
    name: 'sell-tax',
    weight: 1,
    unknownWeight: 0.3,
    source: 'thresholds of this library: 5 %, 10 %, and one half, which is a honeypot by another name',
    judge: sellTax,
  },
  { name: 'age', weight: 0.2, source: 'thresholds of this library: one day and seven', judge: age },
];
