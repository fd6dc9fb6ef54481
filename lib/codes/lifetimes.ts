import 'server-only';
import { LONGEST_USE_MINUTES } from '#lib/mail/outbox';

export const CODE_MINUTES = LONGEST_USE_MINUTES;
export const CODE_TRIES = 5;
/** How long the browser may ask for another code without typing everything again. */
export const FLOW_MINUTES = 60;
