import { canonicalJson } from '@sigmax/core';
import { textHash } from '../opinion/content-hash';
import type { Json } from '../opinion/evidence';
import type { ModelRequest } from './language-model';

/** Counts up when what a request means changes, so that old recordings are missed instead of misread. */
export const requestFormat = 1;

/** The key of a request: SHA-256 of its format, the model's name and everything that decides the reply. */
export const requestKey = (model: string, request: ModelRequest | Json): string =>
  textHash(canonicalJson({ format: requestFormat, model, request }));
