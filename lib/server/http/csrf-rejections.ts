import { EventEmitter } from 'node:events';
import { singleton } from '#lib/singleton';

/** A form that did not come from a page of this site. */
export type CsrfRejection = { address: string; userAgent: string; path: string; origin: string };

/**
 * Emits when the front door refuses one. The door stands outside Next's bundle and has no database; a
 * listener that has one writes the entry (lib/server/audit-csrf). Nobody waits for it.
 */
export const csrfRejections = () =>
  singleton('csrf-rejections', () => new EventEmitter<{ refused: [CsrfRejection] }>());
