import { z } from 'zod';
import { coded, fieldError } from '#lib/coded';
import { line } from '#lib/line';
import type { ThingField } from '#lib/resource';
import type { Texts } from '#texts/complete';

type Code = keyof Texts['errors'];

const codePoints = (text: string) => [...text].length;

/**
 * A text on one line as it is seen, in NFC: nothing is compared with it, so that x² and ½ may stay what they are. What
 * is wrong with it is said by these sentences of `errors`.
 */
export const lineField = (
  most: number,
  isEmpty: Code = 'line_empty',
  isLong: Code = 'line_long',
): ThingField => ({
  lines: 'one',
  most,
  rule: line(most, { isEmpty, isLong: coded(isLong, { most }) }, 'NFC'),
});

/** A text in its one form, which may be empty: NFC, its lines ended by a line feed, nothing else changed. */
export const linesField = (most: number, isLong: Code = 'lines_long'): ThingField => ({
  lines: 'many',
  most,
  rule: z
    .string()
    .transform((typed) => typed.normalize('NFC').replace(/\r\n?/g, '\n'))
    .refine((text) => codePoints(text) <= most, coded(isLong, { most })),
});

/** Which state of a thing was edited, as the form gives it back. */
export const Revision = z
  .string()
  .regex(/^\d{1,9}$/, fieldError('revision_wrong'))
  .transform(Number);
