import type { PolicyEvaluation } from '@sigmax/rl/evaluation';

const meanings: Readonly<Record<PolicyEvaluation['verdict']['code'], string>> = {
  NO_EVIDENCE:
    'That is the usual result. What the policy earned or lost beside holding is no larger than what luck alone does over so few bars: do not trade it.',
  WORSE: 'Holding was better than the policy by more than luck explains: do not trade it.',
  BETTER:
    'That is rare, and a reason to look for a mistake first: a feature that reads the future, settings that were tried until one fitted, costs that are too low. Every setting that you try on these bars is a trial, and belongs in `trials`.',
};

/** What a reader has to know before the figures. */
export const statementOf = ({ verdict }: PolicyEvaluation): string => meanings[verdict.code];

export const explanation = [
  'The bars of each test come after those of its training, with as many bars between as features read, and a day more. Nothing',
  'is chosen by a test of this run: neither settings, which were tried on bars before the first of them, nor seeds, nor when training ends. Growth is log growth a year, after costs; brackets',
  'hold 95 % intervals over seeds and folds.',
].join(' ');
