export { type InstalledPlugins, listStrategyPlugins, type PluginPlace } from './list-strategy-plugins';
export { loadStrategyPlugin } from './load-strategy-plugin';
