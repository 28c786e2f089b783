import type { PortOpener } from '../engine/index.ts';
import type { ClockPort, Journal } from '../ports/index.ts';
import type { Auditor } from './auditor.ts';
import type { FlowLoader } from './load-flow.ts';
import type { RunnerConfig } from './types.ts';

/** What all runs of one runner share. */
export interface RunContext {
  config: RunnerConfig;
  ports: PortOpener;
  loader: FlowLoader;
  auditor: Auditor;
  clock: ClockPort;
  journal: Journal | undefined;
}
