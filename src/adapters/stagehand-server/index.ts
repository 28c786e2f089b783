export { UPSTREAM_ROUTES } from './routes.ts';
export type { ServerRoutes } from './routes.ts';
export { stagehandServer } from './stagehand-server.ts';
export type { StagehandServerOptions } from './stagehand-server.ts';
