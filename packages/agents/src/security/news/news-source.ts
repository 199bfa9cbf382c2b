/** A source of news, and how far it is believed. */
export interface NewsSource {
  /** As `Evidence.source` names it. */
  readonly id: string;
  /** 0, worth nothing, to 1, believed. */
  readonly credibility: number;
  /** Domains that its links lead to. A link elsewhere, or to a name that looks alike, is a sign. Defaults to any. */
  readonly domains?: readonly string[] | undefined;
}

/** Why a news item is believed less. */
export type NewsFlag =
  | 'unknown-source'
  | 'injection'
  | 'pump-words'
  | 'coordinated'
  | 'fresh-domain'
  | 'foreign-domain'
  | 'look-alike-domain'
  | 'impossible-number'
  | 'price-contradicts'
  | 'from-the-future'
  | 'old-story';
