export { type ModelRoleOptions, modelRole } from './model-role';
export { type ModelSourceOptions, modelSource, type OfferedSource } from './model-source';
export type { ModelRoleName } from './role-briefs';
export { type ScreenedModelOptions, screenedModel } from './screened-model';
