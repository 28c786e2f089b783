export { ejectFlow, type EjectOptions } from './eject-flow.ts';
