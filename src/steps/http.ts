import {
  httpEffect,
  httpRequest as request,
  httpResult,
  httpSettings,
  stubHttpAnswer,
} from '../operations/http-request.ts';
import { defineStep } from '../step.ts';

export const http = defineStep({
  type: 'http',
  dialect: 2,
  summary: 'Make an HTTP request.',
  needs: ['http'],
  effect: httpEffect,
  config: httpSettings,
  result: httpResult,
  example: { url: 'https://api.example.com/webhook', method: 'POST', body: { event: 'post_created' } },
  absence: { body: 'omit', headers: 'omit', query: 'omit' },
  taint: { source: 'external', sinks: { url: 'url', headers: 'outgoing', query: 'outgoing', body: 'outgoing' } },
  run: request,
  stub: stubHttpAnswer,
});
