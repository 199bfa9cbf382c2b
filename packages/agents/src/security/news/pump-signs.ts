/** What those who want others to buy write, and reporters do not. Each sign counts once. */
const signs: readonly RegExp[] = [
  /\b(?:guaranteed|risk[- ]free|can'?t (?:lose|miss)|sure thing|no[- ]brainer|easy money|free money|free tokens?)\b/iu,
  /\b(?:\d{2,}|hundred|thousand)\s?x\b(?![^.!?]{0,12}\b(?:leverage|long|short)s?\b)[^.!?]{0,30}(?:gem|soon|incoming|guaranteed|potential|easy|!|🚀|$)/iu,
  /\b(?:buy|get in|ape in|load up|fill your bags|back up the truck)\b[^.!?]{0,20}\b(?:now|before it'?s too late|fast|today|asap|immediately)\b/iu,
  /\b(?:next (?:bitcoin|btc|ethereum|100x|1000x)|hidden gem|low[- ]?cap gem|moonshot|to the moon|wen lambo|lambo|diamond hands|not financial advice|nfa|dyor)\b/iu,
  /\b(?:pump (?:starts|group|signal|incoming|at)|join (?:our|the) (?:telegram|discord|vip|group|channel)|vip (?:signals?|group)|signal group)\b/iu,
  /\b(?:last chance|don'?t miss(?: out)?|act (?:now|fast)|hurry|limited (?:time|spots)|only \d+ (?:hours|minutes|spots) left|before it'?s too late)\b/iu,
  /\b(?:insider|leaked|they don'?t want you to know|secret(?:ly)? (?:listing|partnership|deal))\b/iu,
  /(?:🚀|🌕|💎|🔥|💰|🤑)(?:\s?(?:🚀|🌕|💎|🔥|💰|🤑)){2,}/u,
  /!{3,}/u,
  /\b(?:airdrop|giveaway)\b[^.!?]{0,40}\b(?:connect (?:your )?wallet|send|claim now|double)\b/iu,
];

/** How many different signs of a pump a text has. */
export const pumpSigns = (text: string): number => signs.filter((sign) => sign.test(text)).length;
