import type { PageContent } from './page-content';

/** What the worker is asked: everything that takes longer than a frame. */
export interface Question {
  readonly content: PageContent;
}

/** What the worker says. */
export type Reply =
  | {
      readonly kind: 'traded';
      readonly picture: string;
      readonly counts: readonly number[];
      readonly digest: string;
      readonly finalEquity: number;
      readonly durationMs: number;
    }
  | { readonly kind: 'played'; readonly steps: number; readonly digest: string }
  | { readonly kind: 'trained'; readonly digest: string; readonly durationMs: number }
  | { readonly kind: 'failed'; readonly words: string };
