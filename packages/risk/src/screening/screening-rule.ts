/** What a rule says about facts that it knows. */
export interface Judgement {
  /** From 0, nothing is wrong, to 1, all of the rule's weight counts. */
  readonly risk: number;
  /** What it saw, in words and figures. */
  readonly evidence: string;
}

/** One thing to look at. */
export interface ScreeningRule<Facts> {
  readonly name: string;
  /** What it adds to the score at most; 1 decides alone. */
  readonly weight: number;
  /** What it adds when its facts are not known; left out: all of its weight. */
  readonly unknownWeight?: number;
  /** Where the rule and its thresholds come from. */
  readonly source: string;
  /** `undefined` when the facts that it needs are not known, or are no figures. */
  judge(facts: Facts): Judgement | undefined;
}

/** What one rule added to a score. */
export interface ScreeningFinding {
  readonly rule: string;
  /** What it added. */
  readonly weight: number;
  readonly isKnown: boolean;
  readonly evidence: string;
  readonly source: string;
}

/** A figure that can be judged, or `undefined`: what an interface could not tell it says as null, NaN or −1. */
export const figure = (value: unknown, least: number, most: number): number | undefined =>
  typeof value === 'number' && value >= least && value <= most ? value : undefined;

/** Asks every rule. What is not known counts, too. */
export const findingsOf = <Facts>(rules: readonly ScreeningRule<Facts>[], facts: Facts): ScreeningFinding[] =>
  rules.map(({ name, weight, unknownWeight = weight, source, judge }) => {
    const judgement = judge(facts);
    if (judgement === undefined) {
      return { rule: name, weight: unknownWeight, isKnown: false, evidence: 'not known', source };
    }
    const { risk, evidence } = judgement;
    return { rule: name, weight: weight * risk, isKnown: true, evidence, source };
  });

/** Σ weights, without what adding decimals leaves behind: 0.1 + 0.2 has to be 0.3 at a threshold. */
export const totalWeight = (findings: readonly ScreeningFinding[]): number =>
  Math.round(findings.reduce((sum, { weight }) => sum + weight, 0) * 1e9) / 1e9;
