export { openFlowFiles } from './open-flow-files.ts';
