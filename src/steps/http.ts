import { httpStep } from '../operations/http-request.ts';
import { defineStep } from '../step.ts';

export const http = defineStep({ type: 'http', dialect: 2, ...httpStep });
