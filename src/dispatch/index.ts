export { chatMessage } from './chat-message.ts';
export { createDispatcher } from './create-dispatcher.ts';
export type { Dispatcher, DispatcherSetup } from './create-dispatcher.ts';
