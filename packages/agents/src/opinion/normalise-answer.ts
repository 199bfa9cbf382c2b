import { type AbstentionCode, type Answer, abstentionCodes, type RepairCode } from './answer';
import { type Cost, noCost } from './cost';
import { plainReason } from './plain-reason';

/** For whom and about what an answer is. */
export interface AnswerPlace {
  readonly agent: string;
  readonly instrumentId: string;
  readonly timeMs: number;
  /** Ids of the evidence that the agent was given; others are dropped. */
  readonly knownEvidence: ReadonlySet<string>;
}

/** Rounding that a model's or our own arithmetic may leave beyond a bound. */
const rounding = 1e-9;

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?$/i;

const costFields = ['calls', 'inputTokens', 'outputTokens', 'nanoUsd'] as const;

class Reader {
  readonly repairs: RepairCode[] = [];
  readonly #draft: object;

  constructor(draft: object) {
    this.#draft = draft;
  }

  field(name: string): unknown {
    return Reflect.get(this.#draft, name);
  }

  repaired(code: RepairCode): void {
    if (!this.repairs.includes(code)) this.repairs.push(code);
  }

  /** A number, or a decimal number written as text. */
  number(name: string): number | undefined {
    const value = this.field(name);
    if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
    if (typeof value !== 'string' || !decimal.test(value.trim())) return undefined;
    this.repaired('number-from-text');
    return Number(value.trim());
  }

  /** A number within bounds; what rounding left beyond them is brought back, anything more is no number. */
  within(name: 'score' | 'confidence', low: number, high: number): number | undefined {
    const value = this.number(name);
    if (value === undefined || !(value >= low - rounding && value <= high + rounding)) return undefined;
    const bounded = Math.min(high, Math.max(low, value));
    if (bounded !== value) this.repaired(`${name}-rounded`);
    // Two zeros are one score.
    return bounded + 0;
  }

  horizonMs(): number | undefined {
    const said = this.field('horizonMs') ?? this.field('horizonHours') ?? undefined;
    if (said === undefined) return undefined;
    const direct = this.number('horizonMs');
    const horizonMs = direct ?? (this.number('horizonHours') ?? Number.NaN) * 3_600_000;
    if (horizonMs > 0 && horizonMs < Number.POSITIVE_INFINITY) return horizonMs;
    this.repaired('horizon-dropped');
    return undefined;
  }

  evidence(known: ReadonlySet<string>): readonly string[] {
    const said = this.field('evidence');
    if (said === undefined || said === null) return [];
    if (!Array.isArray(said)) {
      this.repaired('evidence-dropped');
      return [];
    }
    const ids = new Set<string>();
    // A list may claim any length; what was known is the most that can be cited.
    const limit = Math.min(said.length, 10_000);
    for (let place = 0; place < limit; place++) {
      const id: unknown = said[place];
      if (typeof id === 'string' && known.has(id)) ids.add(id);
      else this.repaired('evidence-dropped');
    }
    if (limit < said.length) this.repaired('evidence-dropped');
    return [...ids];
  }

  reason(): string {
    const said = this.field('reason');
    const { reason, isCut } = plainReason(typeof said === 'string' ? said : '');
    if (isCut) this.repaired('reason-cut');
    if (reason !== '') return reason;
    this.repaired('reason-missing');
    return 'No reason was given.';
  }

  cost(): Cost {
    const said = this.field('cost');
    if (said === undefined) return noCost;
    if (typeof said === 'object' && said !== null) {
      const [calls, inputTokens, outputTokens, nanoUsd] = costFields.map((name): unknown => Reflect.get(said, name));
      const cost = { calls, inputTokens, outputTokens, nanoUsd };
      if (Object.values(cost).every((part) => Number.isSafeInteger(part) && (part as number) >= 0)) return cost as Cost;
    }
    this.repaired('cost-dropped');
    return noCost;
  }

  model(): string | undefined {
    const said = this.field('model');
    return typeof said === 'string' && said !== '' ? plainReason(said).reason || undefined : undefined;
  }
}

const isCode = (code: unknown): code is AbstentionCode => (abstentionCodes as readonly unknown[]).includes(code);

const said = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
};

/** An abstention without a draft. */
export const abstention = (place: AnswerPlace, code: AbstentionCode, reason: string, cost: Cost = noCost): Answer => ({
  type: 'abstention',
  agent: place.agent,
  instrumentId: place.instrumentId,
  timeMs: place.timeMs,
  code,
  reason: plainReason(reason).reason || 'No reason was given.',
  evidence: [],
  cost,
  model: undefined,
  isDegraded: false,
  repairs: [],
});

const read = (draft: unknown, place: AnswerPlace): Answer => {
  if (typeof draft !== 'object' || draft === null || Array.isArray(draft)) {
    return abstention(place, 'malformed', `The answer was ${said(draft)}.`);
  }
  const reader = new Reader(draft);
  const { agent, instrumentId, timeMs, knownEvidence } = place;
  const base = {
    agent,
    instrumentId,
    timeMs,
    evidence: reader.evidence(knownEvidence),
    cost: reader.cost(),
    model: reader.model(),
    isDegraded: reader.field('isDegraded') === true,
  };
  const code = reader.field('abstain') ?? (reader.field('type') === 'abstention' ? reader.field('code') : undefined);
  if (code !== undefined || reader.field('type') === 'abstention') {
    if (!isCode(code)) reader.repaired('code-replaced');
    const reason = reader.reason();
    return {
      ...base,
      type: 'abstention',
      code: isCode(code) ? code : 'malformed',
      reason,
      repairs: Object.freeze(reader.repairs),
    };
  }
  const score = reader.within('score', -1, 1);
  const confidence = reader.within('confidence', 0, 1);
  if (score === undefined || confidence === undefined) {
    const wrong = score === undefined ? 'score' : 'confidence';
    const range = score === undefined ? '−1…1' : '0…1';
    return { ...abstention(place, 'malformed', `${wrong} was no number in ${range}.`, base.cost), model: base.model };
  }
  const horizonMs = reader.horizonMs();
  const reason = reader.reason();
  return { ...base, type: 'opinion', score, confidence, horizonMs, reason, repairs: Object.freeze(reader.repairs) };
};

/**
 * Turns whatever an agent said into a valid answer.
 *
 * A score outside −1…1 is not cut to the bound: who says 85 may mean 85 % or 0.85, and an abstention costs less than the wrong guess.
 * What does not decide anything is mended, and `repairs` says what: reasons are made one printable line of at most 2,000
 * characters, evidence that the agent was not given is dropped, as are horizons and costs that are none.
 *
 * - Errors: none, whatever it is given: a getter that throws is malformed too.
 *
 * @example
 * ```ts
 * import { normaliseAnswer } from '@sigmax/agents';
 * const place = { agent: 'a', instrumentId: 'demo:BTC/USDT', timeMs: 0, knownEvidence: new Set(['news:1']) };
 * const answer = normaliseAnswer({ score: '0.5', confidence: 1, reason: 'Up.', evidence: ['news:1', 'made up'] }, place);
 * answer.type === 'opinion' && answer.score; // => 0.5
 * answer.evidence; // => ['news:1']
 * answer.repairs; // => ['evidence-dropped', 'number-from-text']
 * normaliseAnswer({ score: 85, confidence: 1 }, place).type; // => 'abstention'
 * ```
 */
export const normaliseAnswer = (draft: unknown, place: AnswerPlace): Answer => {
  try {
    return read(draft, place);
  } catch (error) {
    return abstention(place, 'malformed', `The answer could not be read: ${messageOf(error)}.`);
  }
};

/** The message of anything that was thrown, which may be no error, and hostile. */
export const messageOf = (error: unknown): string => {
  try {
    return error instanceof Error ? String(error.message) : String(error);
  } catch {
    return 'something that cannot be shown';
  }
};
