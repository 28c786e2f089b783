import type { CheckedFlow } from '../check/index.ts';
import type { FlowModel } from '../check/model/index.ts';
import type { JsonDocument } from '../flow/index.ts';
import type { KnownFlow } from './known-types.ts';
import type { LspProject } from './project.ts';
import type { SourceDocument } from './text/source-document.ts';

/** A flow document at one version of its text, checked when somebody asks. */
export class OpenFlow {
  readonly source: SourceDocument;
  readonly project: LspProject;
  readonly file: string;
  readonly text: string;
  readonly version: number;
  #checked: CheckedFlow | undefined;

  constructor(source: SourceDocument, project: LspProject, file: string) {
    this.source = source;
    this.project = project;
    this.file = file;
    this.text = source.text;
    this.version = source.version;
  }

  get checked(): CheckedFlow {
    return (this.#checked ??= this.check(this.text));
  }

  get model(): FlowModel {
    return this.checked.model;
  }

  get known(): KnownFlow {
    return { model: this.model, project: this.project.facts };
  }

  get document(): JsonDocument {
    return this.model.document();
  }

  /** Checks another text as if it were this document's. */
  check(text: string): CheckedFlow {
    return this.project.check(text, this.file);
  }
}
