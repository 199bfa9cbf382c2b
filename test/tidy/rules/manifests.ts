import type { Rule } from '../rule';

const optionalOnly = /^(ccxt|@tensorflow\/.+)$/;

/** Our packages depend on each other through `dependencies`; heavy libraries are optional peers. */
export const manifests: Rule = {
  name: 'manifests',
  check: ({ packages }) =>
    [...packages].flatMap(([folder, manifest]) => {
      const path = `packages/${folder}/package.json`;
      const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
      const ownPeers = Object.keys(peerDependencies)
        .filter((name) => name.startsWith('@sigmax/'))
        .map((name) => `has ${name} as a peer, which forces major versions; use dependencies`);
      const heavy = Object.keys(dependencies)
        .filter((name) => optionalOnly.test(name))
        .map((name) => `depends on ${name}; make it an optional peer`);
      const forced = Object.keys(peerDependencies)
        .filter((name) => optionalOnly.test(name) && peerDependenciesMeta[name]?.optional !== true)
        .map((name) => `has the peer ${name}, which is not marked optional`);
      return [...ownPeers, ...heavy, ...forced].map((message) => ({ path, line: 1, message }));
    }),
};
