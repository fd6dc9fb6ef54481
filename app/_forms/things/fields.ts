import 'server-only';
import type { z } from 'zod';
import type { ShownField } from '#forms/things/state';
import { sayField } from '#lib/permissions/called';
import type { ThingResource } from '#lib/resource';
import { say } from '#texts/say';

/**
 * Three times what a field may have: what is cut off there is refused in words, and the rest is kept. More could not be
 * given back, for the front door refuses it unread (lib/server/http/request-rules).
 */
const TIMES = 3;

/** The fields of a thing as a form shows them. */
export const shownFields = ({ kind, fields }: ThingResource): ShownField[] =>
  Object.entries(fields).map(([name, { lines, most }]) => ({
    name,
    label: sayField(kind, name),
    ...(lines === 'many' && {
      hint: say('thingForm.upTo', { most }),
      mostTyped: TIMES * most + 1,
    }),
  }));

/** The rules that read them. */
export const rulesOf = ({ fields }: ThingResource): Record<string, z.ZodType<string, string>> =>
  Object.fromEntries(Object.entries(fields).map(([name, { rule }]) => [name, rule]));

/** What a form gives back of them, and where lines may end. */
export function keptFields({ fields }: ThingResource) {
  const keep = Object.keys(fields);
  return { keep, lines: keep.filter((name) => fields[name]?.lines === 'many') };
}

/** The field to make shorter when there is no room: the last that takes many lines. */
export const longestField = (of: ThingResource): string => keptFields(of).lines.at(-1) ?? of.called;
