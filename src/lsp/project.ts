import type { StepDirectory } from '../facts/index.ts';
import type { ProjectFacts } from '../check/project-facts.ts';
import type { CheckedFlow } from '../check/index.ts';

/** What a flow is checked against. */
export interface LspProject {
  readonly directory: StepDirectory;
  readonly facts: ProjectFacts;
  /** Checks a document of the project with the rules that are on for it. Never throws for what the text holds. */
  readonly check: (text: string, file: string) => CheckedFlow;
  /** The absolute path of the folder with the project's flows. */
  readonly flowsDirectory: string;
}

/** Finds the project that a folder belongs to. What is wrong with it is told by rejecting. */
export type LoadProject = (folder: string) => Promise<LspProject>;

/** The projects of the open files, each loaded once. */
export class Projects {
  readonly #load: LoadProject;
  readonly #fallback: LspProject;
  readonly #onFailure: (folder: string, thrown: unknown) => void;
  readonly #byFolder = new Map<string, Promise<LspProject>>();

  constructor(load: LoadProject, fallback: LspProject, onFailure: (folder: string, thrown: unknown) => void) {
    this.#load = load;
    this.#fallback = fallback;
    this.#onFailure = onFailure;
  }

  /** A project that cannot be loaded is as good as none: the built-in step types and the recommended rules. */
  of(folder: string): Promise<LspProject> {
    let project = this.#byFolder.get(folder);
    if (project === undefined) {
      project = this.#load(folder).catch((thrown: unknown) => {
        this.#onFailure(folder, thrown);
        return this.#fallback;
      });
      this.#byFolder.set(folder, project);
    }
    return project;
  }

  /** Loads them anew when they are asked for next. */
  forget(): void {
    this.#byFolder.clear();
  }
}
