import type { PageProblem } from './page-problem';
import type { PageSettings } from './page-settings';
import type { ClassicalAnswers, ImprovementStep, PageAnswer } from './simulation';

/** What the page asks its worker. */
export type Question =
  | { readonly kind: 'problem'; readonly problem: PageProblem }
  | { readonly kind: 'answer' | 'classical' | 'circuit' | 'whole-circuit'; readonly settings: PageSettings }
  | { readonly kind: 'optimise'; readonly settings: PageSettings; readonly from: 'here' | 'ramps' };

/** What the worker says. */
export type Reply =
  | { readonly kind: 'answer'; readonly answer: PageAnswer; readonly durationMs: number }
  | { readonly kind: 'classical'; readonly classical: ClassicalAnswers }
  | { readonly kind: 'circuit'; readonly svg: string; readonly caption: string }
  | { readonly kind: 'step'; readonly step: ImprovementStep }
  | { readonly kind: 'optimised' }
  | { readonly kind: 'failed'; readonly words: string };
