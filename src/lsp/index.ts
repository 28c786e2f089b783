export type { LoadProject, LspProject } from './project.ts';
export { serveLanguage, type LanguageServer, type ServeOptions } from './serve.ts';
