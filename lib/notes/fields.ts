import 'server-only';
import { z } from 'zod';

const MAX_TITLE = 200;
const MAX_TEXT = 20_000;
/** What an owner can give; to own it is offered and accepted. */
const ROLES_TO_GIVE = ['viewer', 'editor'] as const;
export type RoleToGive = (typeof ROLES_TO_GIVE)[number];

const codePoints = (text: string) => [...text].length;
/** Something that can be seen: a title of spaces and invisible characters is none. */
const VISIBLE = /[^\p{C}\p{Z}]/u;

/** A title in its one form: NFC, on one line, without space around it. Lengths are in code points. */
export const Title = z
  .string()
  .transform((typed) =>
    typed
      .normalize('NFC')
      .replace(/[\u2028\u2029]/g, ' ')
      .trim(),
  )
  .superRefine((title, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    if (!VISIBLE.test(title)) refuse('Enter a title.');
    else if (codePoints(title) > MAX_TITLE)
      refuse(`Use at most ${MAX_TITLE} characters for the title.`);
  });

/** A text in its one form: NFC, its lines ended by a line feed, nothing else changed. */
export const Text = z
  .string()
  .transform((typed) => typed.normalize('NFC').replace(/\r\n?/g, '\n'))
  .refine(
    (text) => codePoints(text) <= MAX_TEXT,
    `Use at most ${MAX_TEXT.toLocaleString('en')} characters for the text.`,
  );

export const GivenRole = z.enum(ROLES_TO_GIVE, 'Choose viewer or editor.');

/** Which state of a note was edited, as the form gives it back. */
export const Revision = z
  .string()
  .regex(/^\d{1,9}$/, 'This form is damaged. Copy what you typed and open the note again.')
  .transform(Number);
