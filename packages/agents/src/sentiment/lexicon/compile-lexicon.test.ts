import { expect, it } from 'vitest';
import { headlineLexicon, type LexiconNode } from './compile-lexicon';
import { nounForms, verbForms } from './inflect';

const meaningOf = (phrase: string) => {
  let level: Map<string, LexiconNode> | undefined = headlineLexicon().root;
  let node: LexiconNode | undefined;
  for (const word of phrase.split(' ')) {
    node = level?.get(word);
    level = node?.next;
  }
  return node?.meaning;
};

it.each([
  ['drop', 'drop drops dropped dropping'],
  ['gain', 'gain gains gained gaining'],
  ['rally', 'rally rallies rallied rallying'],
  ['surge', 'surge surges surged surging'],
  ['fall', 'fall falls fell fallen falling'],
  ['crash', 'crash crashes crashed crashing'],
  ['slow', 'slow slows slowed slowing'],
  ['flee', 'flee flees fled fleeing'],
  ['destroy', 'destroy destroys destroyed destroying'],
])('%s has the forms %s', (verb, forms) => {
  expect(verbForms(verb)).toEqual(forms.split(' '));
});

it('endings go to the right word of a phrase', () => {
  expect(verbForms('shrug off')).toContain('shrugs off');
  expect(nounForms('fund flow')).toEqual(['fund flow', 'fund flows']);
});

it('knows phrases and single words apart', () => {
  expect(meaningOf('sell')?.kind).toBe('polar');
  expect(meaningOf('sell the news')?.weight).toBeLessThan(0);
  expect(meaningOf('short squeeze')?.weight).toBeGreaterThan(0);
});

it('has finite weights of at most 3 in size, and more than 2,000 entries', () => {
  let count = 0;
  const visit = (level: ReadonlyMap<string, LexiconNode>): void => {
    for (const { meaning, next } of level.values()) {
      if (meaning !== undefined) {
        count += 1;
        expect(Math.abs(meaning.weight)).toBeLessThanOrEqual(3);
        expect(Math.abs(meaning.alone)).toBeLessThanOrEqual(3);
      }
      if (next !== undefined) visit(next);
    }
  };
  visit(headlineLexicon().root);
  expect(count).toBeGreaterThan(2_000);
});

it('marks restraints and claims', () => {
  expect(meaningOf('lawsuit')?.isRestraint).toBe(true);
  expect(meaningOf('insolvent')?.isClaim).toBe(true);
  expect(meaningOf('rally')?.isClaim).toBe(false);
});
