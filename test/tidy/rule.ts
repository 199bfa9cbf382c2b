import type { Repository } from './repository';

export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** One rule about the repository. It reports everything that breaks it, with what to do instead. */
export interface Rule {
  readonly name: string;
  check(repository: Repository): Violation[];
}
