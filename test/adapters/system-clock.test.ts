import { systemClock } from '../../src/adapters/system-clock.ts';
import { describeClockPort } from '../contracts/clock.ts';

describeClockPort('system', systemClock);
