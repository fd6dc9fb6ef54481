import 'server-only';
import { z } from 'zod';
import { fieldError } from '#lib/coded';
import { line } from '#lib/line';

const MAX_TITLE = 200;
const MAX_TEXT = 20_000;
/** What an owner can give; to own it is offered and accepted. */
const ROLES_TO_GIVE = ['viewer', 'editor'] as const;
export type RoleToGive = (typeof ROLES_TO_GIVE)[number];

const codePoints = (text: string) => [...text].length;
/** A title as it is seen, in NFC: nothing is compared with it, so that x² and ½ may stay what they are. */
export const NoteTitle = line(
  MAX_TITLE,
  { isEmpty: fieldError('title_empty'), isLong: fieldError('title_long', { most: MAX_TITLE }) },
  'NFC',
);

/** A text in its one form: NFC, its lines ended by a line feed, nothing else changed. */
export const NoteText = z
  .string()
  .transform((typed) => typed.normalize('NFC').replace(/\r\n?/g, '\n'))
  .refine((text) => codePoints(text) <= MAX_TEXT, fieldError('text_long', { most: MAX_TEXT }));

export const GivenRole = z.enum(ROLES_TO_GIVE, fieldError('given_role_wrong'));

/** Which state of a note was edited, as the form gives it back. */
export const Revision = z
  .string()
  .regex(/^\d{1,9}$/, fieldError('revision_wrong'))
  .transform(Number);
