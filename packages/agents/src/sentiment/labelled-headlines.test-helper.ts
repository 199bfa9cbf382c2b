import { readFileSync } from 'node:fs';
import { createSha256 } from '@sigmax/core';
import type { SentimentLabel } from './sentiment-label';

export interface LabelledHeadline {
  readonly label: SentimentLabel;
  readonly assets: readonly { readonly asset: string; readonly label: SentimentLabel }[];
  readonly kind: string;
  readonly text: string;
  readonly half: 'development' | 'held-out';
}

const labels: Readonly<Record<string, SentimentLabel>> = { '+': 'positive', '-': 'negative', '0': 'neutral' };

/** A line belongs to the held-out half when the first byte of the SHA-256 of its text is odd. */
const halfOf = (text: string): LabelledHeadline['half'] => {
  const hash = createSha256();
  hash.update(new TextEncoder().encode(text));
  return Number.parseInt(hash.hex().slice(0, 2), 16) % 2 === 1 ? 'held-out' : 'development';
};

/** The headlines of a file in `__fixtures__`. */
export const labelledHeadlines = (file = 'headlines.txt'): LabelledHeadline[] =>
  readFileSync(new URL(`./__fixtures__/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [label = '', assets = '', kind = '', text = ''] = line.split(' | ');
      return {
        label: labels[label] as SentimentLabel,
        assets:
          assets === '.'
            ? []
            : assets
                .split(',')
                .map((one) => ({ asset: one.slice(0, -1), label: labels[one.slice(-1)] as SentimentLabel })),
        kind,
        text,
        half: halfOf(text),
      };
    });
