/** Who plays which role here: the names stand in the decision log. */
export const roles: readonly (readonly [role: string, name: string, what: string])[] = [
  ['planner', 'by rule', 'says which kinds of evidence are looked up within the budget'],
  ['researcher', 'recorded sources', 'asks all of them for what had reached the bot by then'],
  ['validator', 'validator', 'bounds the confidence of the headlines by how fresh and complete they are'],
  ['technical', 'technical, trained', 'indicators by rule, and by a model judged on later bars'],
  ['sentiment', 'reader, sentiment', 'a lexicon, behind the guards against hostile texts'],
  ['fundamental', 'fundamental', 'the share of the supply in circulation, from figures in the shape of CoinGecko'],
  [
    'behavioural',
    'mood, behavioural',
    'bets against an index of fear and greed; trusts the desk less where it repeats a bias',
  ],
  ['bull and bear', 'bull, bear, debate', 'argue from the reports; a figure that nothing known has is struck'],
  ['optimiser', 'optimiser', 'a tenth of Kelly, at most a fifth of the account'],
  ['risk', 'risk', 'a voice that says no, and a guard before every order'],
  ['compliance', 'compliance', 'the same for lists, jurisdiction and orders that meet one’s own'],
  ['privacy', 'model', 'takes personal things out of prompts, where there is a language model'],
];
