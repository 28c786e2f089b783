export type { MediaLimits } from './limits.ts';
export { mediaTools } from './media-tools.ts';
export type { MediaToolsOptions } from './media-tools.ts';
