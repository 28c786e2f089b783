export { createCatalogue } from './catalogue.ts';
export type { Catalogue } from './catalogue.ts';
export { checkFlow, chooseRules, createProjectCheck, fixText, RULES } from './check/index.ts';
export type {
  CheckedFlow,
  CheckOptions,
  Diagnostic,
  FixedText,
  FixMode,
  Preset,
  ProjectCheck,
  ProjectCheckOptions,
  ProjectFacts,
  Rule,
  RuleOverride,
  RuleSet,
  Severity,
  SuppressedDiagnostic,
} from './check/index.ts';
export { FlowTimeout, RunCancelled, StepFailure, StepTimeout } from './engine/index.ts';
export type {
  ErrorSummary,
  FailureReport,
  RunEvent,
  RunReport,
  RunWarning,
  StepPath,
  SuccessReport,
} from './engine/index.ts';
export { chatMessage, createDispatcher } from './dispatch/index.ts';
export type { Dispatcher, DispatcherSetup } from './dispatch/index.ts';
export { GenieError, UsageError } from './errors.ts';
export type { GenieErrorOptions } from './errors.ts';
export { builtInFacts, directoryOf, joinFacts } from './facts/index.ts';
export type { StepDirectory, StepFacts } from './facts/index.ts';
export { createInterceptor, neutralize } from './intercept/index.ts';
export { createInterceptorTransform } from './intercept/wrap/node-stream.ts';
export type { Interceptor, InterceptorEvent, InterceptorOptions } from './intercept/index.ts';
export type { Json, JsonObject } from './json.ts';
export { SERVICE_NAMES, ServiceError } from './ports/index.ts';
export type {
  ActResult,
  BrowserPort,
  BrowserStartOptions,
  CachePort,
  Call,
  ChatMessage,
  ChatRequest,
  ClockPort,
  Cookie,
  CredentialsPort,
  DirectusIdentity,
  DirectusPort,
  DirectusQuery,
  EnqueueRequest,
  FlowListing,
  FlowSource,
  GenerateRequest,
  HttpAnswer,
  HttpPort,
  HttpRequest,
  ItemId,
  Journal,
  ModelAnswer,
  ModelCall,
  ModelPort,
  ObservedElement,
  PendingAudit,
  PortName,
  PortProviders,
  Ports,
  QueuePort,
  RunFilter,
  RunRecord,
  RunStart,
  RunStatus,
  SandboxPort,
  SandboxScript,
  ServiceName,
  SourcedFlow,
  StepRecord,
  StepStatus,
} from './ports/index.ts';
export { formatReport, REPORT_FORMATS } from './report/index.ts';
export type { FormatOptions, LintReport, ReportFormat } from './report/index.ts';
export { createRunner } from './runner/index.ts';
export type {
  AuditField,
  AuditFields,
  ResumeOptions,
  Runner,
  RunnerConfig,
  RunnerSetup,
  RunOptions,
  RunTrigger,
} from './runner/index.ts';
export { createGrammar, createPrompt, createStructuralTag } from './prompt/index.ts';
export type { DroppedFlow, Prompt, PromptFlow, PromptOptions, StructuralTag } from './prompt/index.ts';
export {
  ActionInputValidationError,
  ActionOutputSerializationError,
  ActionOutputValidationError,
  actionSteps,
  defineAction,
  isAction,
  withActions,
} from './kit/index.ts';
export type {
  ActionContext,
  ActionDefinition,
  ActionHarness,
  ActionInput,
  ActionInputSchema,
  ActionLogger,
  ActionOptions,
  ActionOutput,
  ActionOutputSchema,
  JsonValue,
  ValidationIssue,
} from './kit/index.ts';
export { defineFlow, FlowDefinitionError } from './kit/flow/index.ts';
export type {
  AnyJson,
  Condition,
  Expression,
  ExpressionTag,
  FlowBuilder,
  FlowContext,
  FlowDocument,
  FlowHead,
  FlowUser,
  JsonInput,
  JsonObjectInput,
  LoopScope,
  Ref,
  Reference,
  RetrySettings,
  Setting,
  StepEnvelope,
  StepTypeLike,
  StepTypes,
  Text,
  Unnamed,
} from './kit/flow/index.ts';
export { defineStep, expression, namedStepLists, stepList } from './step.ts';
export type {
  AnySchema,
  ChildScope,
  Effect,
  IsOpen,
  RawSteps,
  RunStepsOptions,
  SettingProblem,
  StepContext,
  StepDefinition,
  StepsOutcome,
  StepType,
  Taint,
} from './step.ts';
export { defineConfig } from './config/index.ts';
export type { ProjectConfig } from './config/index.ts';
export { builtInSteps } from './steps/index.ts';
