import { amountNouns, fallingParties, grantNouns, restraintNouns, risingParties } from './amount-words';
import { nounForms, verbForms } from './inflect';
import type { Meaning, MeaningKind } from './meaning';
import { fadeVerbs, fadeWords, growVerbs, motionVerbs, motionWords } from './motion-words';
import { claimWords, polarVerbs, polarWords } from './polar-words';
import {
  comparisonWords,
  levelWords,
  rankWords,
  releaseVerbs,
  reverseVerbs,
  scaleWords,
  structureWords,
} from './structure-words';

/** Words in their order: what the words so far mean, and which words may follow. */
export interface LexiconNode {
  meaning: Meaning | undefined;
  next: Map<string, LexiconNode> | undefined;
}

export interface Lexicon {
  readonly root: Map<string, LexiconNode>;
  /** Verbs that lift a restraint. */
  readonly releases: ReadonlySet<string>;
}

const split = (list: string): string[] =>
  list
    .split(',')
    .map((entry) => entry.trim().replace(/\s+/g, ' '))
    .filter((entry) => entry !== '');

const claims = new Set(split(claimWords).flatMap((word) => [...nounForms(word), ...verbForms(word)]));
const restraints = new Set(split(restraintNouns).flatMap(nounForms));

const meaningOf = (kind: MeaningKind, weight: number, alone: number, phrase: string): Meaning => ({
  kind,
  weight,
  alone,
  isClaim: claims.has(phrase),
  isRestraint: restraints.has(phrase),
});

/** Puts a phrase into the lexicon; a later meaning of the same phrase takes the place of an earlier one. */
export const addPhrase = (root: Map<string, LexiconNode>, phrase: string, meaning: Meaning): void => {
  let level = root;
  let node: LexiconNode | undefined;
  for (const word of phrase.split(/[ -]/)) {
    if (node !== undefined) {
      node.next ??= new Map();
      level = node.next;
    }
    node = level.get(word);
    if (node === undefined) {
      node = { meaning: undefined, next: undefined };
      level.set(word, node);
    }
  }
  if (node !== undefined) node.meaning = meaning;
};

const buildLexicon = (): Lexicon => {
  const root = new Map<string, LexiconNode>();
  const add = (phrases: readonly string[], kind: MeaningKind, weight: number, alone = 0): void => {
    for (const phrase of phrases) addPhrase(root, phrase, meaningOf(kind, weight, alone, phrase));
  };
  const verbs = (list: string) => split(list).flatMap(verbForms);
  const nouns = (list: string) => split(list).flatMap(nounForms);

  // From weak to strong: where a phrase is in two lists, the later one counts.
  add(split(structureWords.filler), 'filler', 0);
  add(split(structureWords.link), 'link', 0);
  for (const [weight, list] of polarVerbs) add(verbs(list), 'polar', weight);
  for (const [weight, list] of polarWords) add(split(list), 'polar', weight);
  add(nouns(restraintNouns), 'amount', -1.7, -1.5);
  add(nouns(grantNouns), 'amount', 1.5, 0);
  add(split('approval, approvals, partnership, partnerships'), 'amount', 1.7, 1.4);
  for (const [weight, alone, list] of amountNouns) add(nouns(list), 'amount', weight, alone);
  for (const [alone, list] of reverseVerbs) add(verbs(list), 'reverse', -0.9, alone);
  for (const [weight, list] of motionVerbs) add(verbs(list), 'motion', weight);
  for (const [weight, list] of motionWords) add(split(list), 'motion', weight);
  add(verbs(growVerbs), 'grow', 1.2);
  add(verbs(fadeVerbs), 'fade', -1.2);
  add(split(fadeWords), 'fade', -1.2);
  add(split(risingParties), 'party', 1);
  add(split(fallingParties), 'party', -1);
  for (const [factor, list] of scaleWords) add(split(list), 'scale', factor);
  for (const [sign, alone, list] of levelWords) add(split(list), 'level', sign, alone);
  for (const [sign, alone, list] of rankWords) add(split(list), 'rank', sign, alone);
  add(split(structureWords.hedge), 'hedge', 0);
  add(split('poised to, set to'), 'polar', 0.8);
  add(split(structureWords.condition), 'condition', 0);
  add(split(structureWords.contrast), 'contrast', 0);
  add(split(structureWords.background), 'background', 0.35);
  add(split(structureWords.break), 'break', 0);
  add(split(structureWords.concede), 'concede', 0.2);
  add(split(structureWords.into), 'into', 0);
  add(split(structureWords.away), 'away', 0);
  add(split(structureWords.negate), 'negate', -0.8);
  add(split(structureWords.negateAndBad), 'negate', -0.8, -1);
  add(split(structureWords.deny), 'deny', 0);
  add(split(structureWords.denyBefore), 'denyBefore', 0);
  add(split(structureWords.explain), 'explain', 0);
  add(split(structureWords.calm), 'calm', 0);
  for (const [factor, list] of comparisonWords) add(split(list), 'compare', factor);
  return { root, releases: new Set(verbs(releaseVerbs)) };
};

let built: Lexicon | undefined;

/** The lexicon, built when it is first used. */
export const headlineLexicon = (): Lexicon => {
  built ??= buildLexicon();
  return built;
};
