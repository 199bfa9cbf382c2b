import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { openCassette } from '../../cassette/cassette';
import { recordModel } from '../../cassette/record-model';
import { fakeModel } from '../../models/fake-model.test-helper';
import { languageModelAgent } from '../../models/language-model-agent';
import { evidence } from '../../opinion/evidence';
import { answerOf, listening, situationAt } from '../../opinion/situation.test-helper';
import { redactKnown } from '../../security/redact-known';
import { profileSeed, share } from '../../testing-profile.test-helper';
import { privateModel } from './private-model';

const canary = 'canary-Zq7 "x"\\y-9f31';
const clean = redactKnown([canary]);
const address = '0x52908400098527886E0F7030069857D2E4169EE7';
const mail = 'ann.lee@example.org';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** The ways in which a text gets into another. */
const carriers: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => JSON.stringify({ note: secret }),
  (secret) => JSON.stringify(JSON.stringify({ note: secret })),
  (secret) => `a${[...secret].join('\u200b')}b`,
  (secret) => `https://example.org/?q=${encodeURIComponent(secret)}`,
  (secret) => `data:${base64(secret)}`,
  (secret) => base64(`x${secret}y`),
  (secret) => base64(`xy${secret}`),
  (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
  (secret) => secret.toUpperCase(),
  (secret) => `**${secret}** <b>${secret}</b>`,
];

/** What of a secret would still tell it: the whole in any case, or eight places of its Base64 or hexadecimal form. */
const tells = (text: string): boolean => {
  const plain = text
    .replace(/\p{Cf}/gu, '')
    .replace(/\\+/g, '')
    .toLowerCase();
  return [canary, address, mail].some((secret) => plain.includes(secret.replace(/\\/g, '').toLowerCase()));
};

const encodedForms = [0, 1, 2].map((offset) => base64('x'.repeat(offset) + canary).slice(offset === 0 ? 0 : 4, 20));

it('no prompt, event or recording holds a canary, an address or an e-mail', () => {
  const random = seededRandom(profileSeed());
  const prompts = share(300, 10_000);
  for (let number = 0; number < prompts; number++) {
    const { model, asked } = fakeModel(() => '{"score":0}');
    const cassette = openCassette();
    const recorded = recordModel(privateModel(model, { clean }), cassette);
    const guarded = privateModel(recorded, { clean });
    const carrier = carriers[random.integer(carriers.length)] as (secret: string) => string;
    const secret = number % 3 === 0 ? address : number % 3 === 1 ? mail : canary;
    // Addresses and mails have no form of their own in Base64; only known secrets are looked for there.
    const text = number % 3 === 2 ? carrier(secret) : `${number} ${secret} ${random.integer(1e6)}`;
    const item = evidence({ kind: 'news', source: 'feed', receivedAtMs: 1, content: { title: text, deep: [text] } });
    const agent = languageModelAgent({
      name: 'analyst',
      model: guarded,
      instructions: `You know ${text}.`,
      maximumOutputTokens: 50,
    });
    const { call, events } = listening();
    answerOf(agent, situationAt(1_000, [item]), call);
    const all = JSON.stringify([asked, events]) + cassette.toText();
    expect(asked.length).toBeGreaterThan(0);
    if (tells(all)) throw new Error(`A secret left by ${carrier.toString()}: ${all.slice(0, 600)}`);
    for (const form of encodedForms) expect(all).not.toContain(form);
    expect(all.toLowerCase()).not.toContain(Buffer.from(canary).toString('hex').slice(0, 24));
  }
});
