import { fakeModel } from '../models/fake-model.test-helper';
import { describeAgent } from '../testing/describe-agent';
import { barsOf, boldReplies, computedAgents, modelTwin, roleEvidence, roleNames } from './role-twins.test-helper';

for (const role of roleNames) {
  const shared = {
    evidence: ([series]: readonly { readonly timeMs: Float64Array }[]) => roleEvidence([...(series?.timeMs ?? [])]),
    bars: barsOf(role),
  };
  const model = () => fakeModel(() => boldReplies[role]).model;
  describeAgent({ ...shared, name: `${role}, computed`, make: () => computedAgents[role]() });
  describeAgent({ ...shared, name: `${role}, by a model`, make: () => modelTwin(role, model()) });
}
