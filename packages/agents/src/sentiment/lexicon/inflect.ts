const vowel = /[aeiou]/;

/** Whether the last consonant doubles before an ending: drop, slip, not gain, slow, fix. */
const doubles = (verb: string): boolean =>
  /^[^aeiou]*[aeiou][^aeiouwxy]$/.test(verb) || /(?:submit|permit|rebut|overrun)$/.test(verb);

/** The third person: soars, crashes, rallies. */
const thirdPerson = (verb: string): string => {
  if (/(?:s|x|z|ch|sh)$/.test(verb)) return `${verb}es`;
  if (verb.endsWith('y') && !vowel.test(verb.at(-2) ?? '')) return `${verb.slice(0, -1)}ies`;
  return `${verb}s`;
};

const past = (verb: string): string => {
  if (verb.endsWith('e')) return `${verb}d`;
  if (verb.endsWith('y') && !vowel.test(verb.at(-2) ?? '')) return `${verb.slice(0, -1)}ied`;
  return `${verb}${doubles(verb) ? verb.at(-1) : ''}ed`;
};

const participle = (verb: string): string => {
  if (verb.endsWith('e') && !verb.endsWith('ee')) return `${verb.slice(0, -1)}ing`;
  return `${verb}${doubles(verb) ? verb.at(-1) : ''}ing`;
};

/** Forms of verbs that follow no rule, by their base. */
const irregular: Readonly<Record<string, string>> = {
  beat: 'beat beats beaten beating',
  become: 'become becomes became becoming',
  bleed: 'bleed bleeds bled bleeding',
  break: 'break breaks broke broken breaking',
  buy: 'buy buys bought buying',
  catch: 'catch catches caught catching',
  cut: 'cut cuts cutting',
  dive: 'dive dives dived dove diving',
  drag: 'drag drags dragged dragging',
  fall: 'fall falls fell fallen falling',
  flee: 'flee flees fled fleeing',
  fly: 'fly flies flew flown flying',
  forbid: 'forbid forbids forbade forbidden forbidding',
  freeze: 'freeze freezes froze frozen freezing',
  give: 'give gives gave given giving',
  go: 'go goes went gone going',
  grow: 'grow grows grew grown growing',
  hit: 'hit hits hitting',
  hold: 'hold holds held holding',
  hurt: 'hurt hurts hurting',
  keep: 'keep keeps kept keeping',
  leap: 'leap leaps leapt leaped leaping',
  leave: 'leave leaves left leaving',
  lose: 'lose loses lost losing',
  overtake: 'overtake overtakes overtook overtaken overtaking',
  pay: 'pay pays paid paying',
  quit: 'quit quits quitting',
  rise: 'rise rises rose risen rising',
  run: 'run runs ran running',
  sell: 'sell sells sold selling',
  shrink: 'shrink shrinks shrank shrunk shrinking',
  sink: 'sink sinks sank sunk sinking',
  slide: 'slide slides slid sliding',
  steal: 'steal steals stole stolen stealing',
  swell: 'swell swells swelled swollen swelling',
  take: 'take takes took taken taking',
  throw: 'throw throws threw thrown throwing',
  win: 'win wins won winning',
};

/** All forms of a verb, which may have words behind it: `shrug off` gives shrugs off, shrugged off, shrugging off. */
export const verbForms = (phrase: string): string[] => {
  const [verb = '', ...rest] = phrase.split(' ');
  const forms = irregular[verb]?.split(' ') ?? [verb, thirdPerson(verb), past(verb), participle(verb)];
  return forms.map((form) => [form, ...rest].join(' '));
};

/** A noun and its plural; the last word of a phrase takes the ending. */
export const nounForms = (phrase: string): string[] => [phrase, thirdPerson(phrase)];
