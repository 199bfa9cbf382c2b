import type { Rule } from './rule';
import { adapterIsolation } from './rules/adapter-isolation';
import { clocks } from './rules/clocks';
import { coreDependencies } from './rules/core-dependencies';
import { declaredDependencies } from './rules/declared-dependencies';
import { defaultExports } from './rules/default-exports';
import { heavyLibraries } from './rules/heavy-libraries';
import { indexFiles } from './rules/index-files';
import { kernelStreams } from './rules/kernel-streams';
import { manifests } from './rules/manifests';
import { noMoneyInMinds } from './rules/no-money-in-minds';
import { packageDirection } from './rules/package-direction';
import { portableMath } from './rules/portable-math';
import { publicNamesOnly } from './rules/public-names';
import { randomness } from './rules/randomness';
import { relativeImports } from './rules/relative-imports';
import { testBeside } from './rules/test-beside';
import { withoutNode } from './rules/without-node';

export const rules: readonly Rule[] = [
  packageDirection,
  relativeImports,
  publicNamesOnly,
  coreDependencies,
  withoutNode,
  declaredDependencies,
  manifests,
  heavyLibraries,
  adapterIsolation,
  noMoneyInMinds,
  clocks,
  randomness,
  portableMath,
  kernelStreams,
  indexFiles,
  defaultExports,
  testBeside,
];
