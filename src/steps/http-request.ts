import { httpStep } from '../operations/http-request.ts';
import { defineStep } from '../step.ts';

export const httpRequest = defineStep({ type: 'http_request', ...httpStep });
