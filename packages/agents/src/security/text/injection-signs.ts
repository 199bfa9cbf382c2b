/** What kind of attack a sign stands for. */
export type InjectionKind =
  /** Tells the reader to forget what it was told. */
  | 'override'
  /** Pretends to be another speaker: a system message, a tool's result, the end of the data. */
  | 'role'
  /** Tells the reader how to trade or what to answer. */
  | 'command'
  /** Wants what the reader knows, or something sent. */
  | 'exfiltration'
  /** Wants to be remembered as a rule. */
  | 'memory'
  /** Says who it is to be obeyed: a test, a developer, the exchange. */
  | 'authority'
  /** Markup that hides something or loads something. */
  | 'markup';

export interface InjectionSign {
  readonly kind: InjectionKind;
  readonly pattern: RegExp;
}

const who = '(?:your|the|any|all|these|those|previous|prior|earlier|above|preceding|former|existing|current)';
const orders =
  '(?:instructions?|rules?|prompts?|guidelines?|directives?|constraints?|limits?|policies|policy|system message|mandates?)';
const reader =
  '(?:you|the (?:agent|bot|model|assistant|ai|reader|system|trader)|(?:all )?(?:trading )?(?:agents|bots|models|assistants|ais))';

/** The texts of headlines and posts that talk about such things are not to match: a sign speaks to its reader. */
export const injectionSigns: readonly InjectionSign[] = [
  {
    kind: 'override',
    pattern: new RegExp(
      `\\b(?:ignore|disregard|forget|override|bypass|discard|drop|skip|neglect)\\b[^.!?]{0,30}\\b${who}\\b[^.!?]{0,30}\\b${orders}\\b`,
      'iu',
    ),
  },
  {
    kind: 'override',
    pattern:
      /\b(?:ignore|disregard|forget) (?:everything|all|anything)(?: that)?(?: (?:was|is|has been))?(?: (?:you|said|written|told|above|before))/iu,
  },
  {
    kind: 'override',
    pattern:
      /\b(?:new|updated|revised|real|actual) (?:system )?(?:instructions?|directives?|orders?|task|objective)(?: (?:for|to) (?:you|the (?:agent|bot|model|assistant)))?\s*[:=]/iu,
  },
  {
    kind: 'override',
    pattern:
      /\b(?:invert|reverse|flip|swap|negate) (?:your|all|the|every|its)\b[^.!?]{0,30}\b(?:logic|signals?|decisions?|opinions?|scores?|strateg\w+|expectations?|positions?|trades?)\b/iu,
  },
  {
    kind: 'override',
    pattern:
      /\bignor(?:iere|a|ez|e|are|eer)\b[^.!?]{0,40}\b(?:anweisungen|instrucciones|instructions|istruzioni|instruções|instructies)\b/iu,
  },
  {
    kind: 'override',
    pattern:
      /(?:忽略|无视|無視)[^。！？]{0,12}(?:指令|指示|提示|规则)|игнорируй[^.!?]{0,30}(?:инструкци|указани|правил)|以前の指示を無視/iu,
  },
  {
    kind: 'role',
    pattern:
      /<\|?\s*\/?\s*(?:im_start|im_end|system|assistant|user|endoftext|eot_id|start_header_id|data|untrusted|document|tool_result|function_results)\b[^>]{0,40}\|?>/iu,
  },
  {
    kind: 'role',
    pattern:
      /\[\/?\s*(?:inst|sys|system|assistant|user)\s*\]|<<\/?sys>>|^\s*#{2,}\s*(?:system|instruction|assistant|user)\b/imu,
  },
  {
    kind: 'role',
    pattern: /(?:^|[\n.!?"'}\]]\s*)(?:system|assistant|developer|tool)\s*(?:message|prompt|note|override)?\s*:\s*\S/iu,
  },
  { kind: 'role', pattern: /["']?role["']?\s*:\s*["'](?:system|assistant|user|tool|developer)["']/iu },
  {
    kind: 'role',
    pattern:
      /\b(?:end|close|finish) of (?:the )?(?:untrusted |quoted |user )?(?:data|input|document|evidence|quote|news)\b|-{3,}\s*end\b/iu,
  },
  {
    kind: 'role',
    pattern:
      /\byou are (?:now|no longer|hereby|from now on)\b|\bact as (?:an?|the)\b[^.!?]{0,40}\b(?:agent|bot|assistant|model|trader|system)\b|\bpretend (?:to be|that you)\b|\bdeveloper mode\b|\bjailbreak\b/iu,
  },
  {
    kind: 'command',
    pattern: new RegExp(
      `\\b${reader} (?:must|should|shall|have to|has to|are (?:required|ordered|instructed|to)|is (?:required|ordered|instructed|to)|need to|needs to|will now)\\b(?! (?:not|never)\\b)[^.!?]{0,60}\\b(?:buy|sell|short|long|invest|trade|liquidate|transfer|withdraw|send|output|answer|reply|respond|return|set|approve|call|ignore|hold|go|close|open|move|execute|increase|double|remember|reveal|print)\\b`,
      'iu',
    ),
  },
  {
    kind: 'command',
    pattern:
      /\b(?:set|output|return|answer|reply|respond|emit|give|use)\b[^.!?]{0,30}\b(?:score|confidence|weight|position|direction|opinion|leverage)\b\s*(?:to|of|as|with|=|:|at)?\s*[-+"']?\s*(?:\d|max|full|long|short|buy|sell)/iu,
  },
  {
    kind: 'command',
    pattern: /["']?(?:score|confidence|toolcalls?|tool_calls?|horizonhours)["']?\s*:\s*["'[{]?\s*[-+]?\d*/iu,
  },
  {
    kind: 'command',
    pattern:
      /\b(?:buy|sell|short|invest|trade|go (?:all[- ]?in|long|short)|liquidate|convert|move)\b[^.!?]{0,40}\b(?:immediately|right now|at once|without (?:asking|checking|confirmation|limits?)|regardless of|with (?:all|the entire|100 ?%|the whole|maximum)|every (?:bar|tick|step|hour|minute))/iu,
  },
  {
    kind: 'command',
    pattern:
      /\b(?:call|invoke|use|run|execute)\b[^.!?]{0,20}\b(?:tool|function|command|api|place_?order|send_?order|transfer|withdraw\w*|shell)\b[^.!?]{0,40}[({:"']/iu,
  },
  {
    kind: 'command',
    pattern:
      /\b(?:raise|remove|lift|disable|turn off|increase|suspend|deactivate)\b[^.!?]{0,20}\b(?:your|the|all)\b[^.!?]{0,20}\b(?:risk (?:limits?|guards?|checks?|controls?)|stop[- ]loss(?:es)?|position limits?|guards?|safety|guardrails?|kill[- ]switch)\b/iu,
  },
  { kind: 'command', pattern: /\balternate\b[^.!?]{0,30}\b(?:buy|sell|long|short|score|signals?)\b/iu },
  {
    kind: 'exfiltration',
    pattern:
      /(?<!\b(?:never|not|don't|don’t) )\b(?:print|reveal|show|repeat|output|leak|disclose|include|dump|tell|write|quote|state|mention|append|post|send|email|share)\b[^.!?]{0,40}\b(?:your|the|its|my)\b[^.!?]{0,20}\b(?:system prompt|prompt|instructions|api[- ]?keys?|secrets?|credentials?|passwords?|private keys?|seed phrase|mnemonic|tokens? and keys|environment variables?|balances?|configuration)\b/iu,
  },
  {
    kind: 'exfiltration',
    pattern:
      /\b(?:transfer|withdraw|send|move|sweep)\b[^.!?]{0,40}\b(?:funds|balance|assets|coins|usdt|btc|eth|everything)\b[^.!?]{0,30}\b(?:to|into)\b[^.!?]{0,20}(?:0x[0-9a-f]{6,}|bc1[a-z0-9]{6,}|\b(?:wallet|address|account)\b\s*[:#0-9])/iu,
  },
  {
    kind: 'memory',
    pattern:
      /\b(?:remember|memori[sz]e|store|save|note|keep in mind|write (?:down|to memory)|add to (?:your )?memory)\b[^.!?]{0,40}\b(?:from now on|always|never|for (?:all )?future|in (?:all|every) (?:future|later)|as a (?:rule|fact|preference)|permanently|this rule)/iu,
  },
  {
    kind: 'memory',
    pattern:
      /\b(?:from now on|in (?:all|every) future (?:sessions?|decisions?|conversations?)|for (?:the rest|all the rest) of (?:this|the) (?:session|run))\b[^.!?]{0,30}\b(?:you|always|never|must|treat|buy|sell|trust|obey|approve|score)\b/iu,
  },
  {
    kind: 'memory',
    pattern:
      /\b(?:the )?(?:user|operator|owner|admin\w*) (?:has )?(?:already )?(?:approved|authori[sz]ed|confirmed|agreed|prefers|wants you)\b/iu,
  },
  {
    kind: 'authority',
    pattern:
      /\bthis is (?:a|an) (?:controlled|authori[sz]ed|official|internal|scheduled|mandatory|approved)\b[^.!?]{0,30}\b(?:test|exercise|drill|override|instruction|directive|audit|simulation|order|message to (?:agents|bots))\b/iu,
  },
  {
    kind: 'authority',
    pattern: new RegExp(
      `\\b(?:attention|important|urgent|notice|warning|message|note|instructions?)\\b[^.!?]{0,12}\\b(?:to|for)\\b[^.!?]{0,12}${reader}`,
      'iu',
    ),
  },
  {
    kind: 'authority',
    pattern:
      /\b(?:ai|llm|language model|gpt|claude) (?:agents?|assistants?|models?|readers?|traders?)\b[^.!?]{0,30}\b(?:reading|parsing|processing|summari[sz]ing) this\b|\bif you are (?:an? )?(?:ai|llm|language model|bot|agent|assistant|automated)\b/iu,
  },
  {
    kind: 'authority',
    pattern:
      /\bas (?:the|your) (?:developer|administrator|operator|owner|creator|exchange|risk (?:officer|manager))\b[^.!?]{0,30}\b(?:i|we) (?:order|instruct|authori[sz]e|command|require|tell|ask)\b/iu,
  },
  {
    kind: 'markup',
    pattern:
      /<!--[\s\S]{0,400}?-->|<\s*(?:script|iframe|object|embed|style|meta|svg|img|link|form)\b|\bdisplay\s*:\s*none\b|\bfont-size\s*:\s*0|\bon(?:error|load|click)\s*=|javascript:|data:text\/html/iu,
  },
  { kind: 'markup', pattern: /!\[[^\]]{0,200}\]\(\s*https?:|\[[^\]]{0,200}\]\(\s*https?:[^)]{0,400}[?&][^)]{0,40}=/iu },
];
