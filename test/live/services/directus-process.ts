import { existsSync } from 'node:fs';
import path from 'node:path';
import { startService, type ServiceProcess } from './service-process.ts';

/** The command of another Directus than the one of `test/directus`: `…/node_modules/directus/cli.js`. */
const OTHER_CLI = process.env['DIRECTUS_CLI'];

/** Where `test/directus/install.sh` puts it. */
export const DIRECTUS_FOLDER =
  OTHER_CLI === undefined ? path.resolve(import.meta.dirname, '../../directus') : path.resolve(OTHER_CLI, '../../..');

export const ADMIN = {
  email: 'admin@example.com',
  password: 'a-password-for-tests',
  token: 'a-static-token-for-tests-0123456789',
} as const;

/** Says how to install Directus where it is not. */
export function requireDirectus(): void {
  if (OTHER_CLI !== undefined && existsSync(OTHER_CLI)) return;
  if (existsSync(path.join(DIRECTUS_FOLDER, 'node_modules/.installed-for'))) return;
  throw new Error('Directus is not installed: run "bash test/live/set-up.sh".');
}

/**
 * The whole environment of a Directus whose files are all in `folder`: nothing of the test runner's own reaches it.
 * Without the app, which no test opens, and without telemetry as far as the Core tier lets it be turned off.
 */
export function directusEnvironment(folder: string, port: number): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: folder,
    TMPDIR: process.env['TMPDIR'],
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: path.join(DIRECTUS_FOLDER, 'node_modules/.cache/compiled'),
    CONFIG_PATH: path.join(folder, 'no.env'),
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DB_CLIENT: 'sqlite3',
    DB_FILENAME: path.join(folder, 'data.db'),
    SECRET: 'a-secret-for-tests-of-at-least-32-bytes',
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    ADMIN_TOKEN: ADMIN.token,
    STORAGE_LOCAL_ROOT: path.join(folder, 'uploads'),
    EXTENSIONS_PATH: path.join(folder, 'extensions'),
    TEMP_PATH: path.join(folder, 'temporary'),
    // Flows of Directus may call servers of the tests; by default all of this machine is closed to them.
    IMPORT_IP_DENY_LIST: '169.254.169.254',
    LOGIN_STALL_TIME: '0',
    // It answers 503 while the machine is busy, which in a test run it always is.
    PRESSURE_LIMITER_ENABLED: 'false',
    TELEMETRY: 'false',
    SERVE_APP: 'false',
    WEBSOCKETS_ENABLED: 'false',
    MCP_ENABLED: 'false',
    AI_ENABLED: 'false',
    LOG_LEVEL: 'warn',
    LOG_STYLE: 'raw',
  };
}

/** Starts the server on the database that is in its folder. It is ready after 3 s on an idle machine. */
export function startDirectusProcess(folder: string, port: number, env: NodeJS.ProcessEnv): Promise<ServiceProcess> {
  return startService({
    name: 'Directus',
    command: process.execPath,
    args: [path.join(DIRECTUS_FOLDER, 'node_modules/@directus/api/dist/start.js')],
    cwd: DIRECTUS_FOLDER,
    env: { ...directusEnvironment(folder, port), ...env },
    isReady: async () => (await (await fetch(`http://127.0.0.1:${port}/server/ping`)).text()) === 'pong',
    readyWithinMs: 60_000,
  });
}
