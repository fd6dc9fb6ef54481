import 'server-only';
import { z } from 'zod';
import { Email } from '#lib/accounts/fields';
import { fieldError } from '#lib/coded';
import { unreadable } from '#lib/request/readable';

/** A text field as a form reads it: what could not be decoded, and control characters, are refused first. */
export const readableText = <Schema extends z.ZodType<unknown, string>>(
  schema: Schema,
  { hasLines = false } = {},
) =>
  z
    .string(fieldError('no_text'))
    .superRefine((text, context) => {
      const problem = unreadable(text, { hasLines });
      if (problem) context.addIssue({ code: 'custom', message: problem });
    })
    .pipe(schema);

/** A moment as the database has it, sent as RFC 3339 in UTC. */
export const SentMoment = z
  .date()
  .transform((at) => at.toISOString())
  .pipe(z.iso.datetime());

/** The names of what is sent and of what is answered, in the description of the API. */
export const sent = z.registry<{ id: string }>();
export const answered = z.registry<{ id: string }>();

/** What a field of an answer is, and one that it could be. */
export const example = <Value>(description: string, value: Value) => ({
  description,
  examples: [value],
});

/** An address, as a form reads it. */
export const TypedAddress = readableText(Email).meta({ description: 'An email address.' });

export const OfferBody = z
  .strictObject({
    address: TypedAddress.meta({ description: 'An address in the list of people.' }),
  })
  .register(sent, { id: 'Offer' });

/** Where the following page begins. */
export const next = z.string().nullable().meta({
  description: 'Ask again with this as `after` for the next page; null: there is none.',
});

export const PeopleAnswer = z
  .object({
    people: z.array(
      z
        .object({
          person: z
            .string()
            .nullable()
            .meta({ description: 'Stands for them in paths of this thing; null for the owner.' }),
          address: z.string(),
          relation: z.string(),
          how: z.enum(['made', 'shared', 'took over']),
          by: z.string().nullable().meta({ description: 'The address of who gave it to them.' }),
          at: SentMoment,
          isYou: z.boolean(),
          isOffered: z.boolean(),
        })
        .register(answered, { id: 'Person' }),
    ),
    next,
  })
  .register(answered, { id: 'People' });

export const AccountAnswer = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.string().meta(example('member, support or administrator', 'member')),
    timeZone: z.string(),
  })
  .register(answered, { id: 'Account' });

export const SessionsAnswer = z
  .object({
    sessions: z.array(
      z
        .object({
          id: z.string(),
          client: z.string().meta(example('As the sessions page calls it.', 'Firefox on Linux')),
          address: z.string().meta({ description: 'The network address it was last used from.' }),
          isPersistent: z.boolean(),
          isThisOne: z.boolean(),
          createdAt: SentMoment,
          lastSeenAt: SentMoment,
          expiresAt: SentMoment.meta({ description: 'It ends then at the latest.' }),
          scopes: z
            .array(z.string())
            .meta({ description: 'What the program was let in for; none for a browser.' }),
        })
        .register(answered, { id: 'Session' }),
    ),
    total: z.int().meta({ description: 'How many there are, on all pages.' }),
    next,
  })
  .register(answered, { id: 'Sessions' });

export const EndedAnswer = z
  .object({ ended: z.boolean().meta({ description: 'False when there was no other.' }) })
  .register(answered, { id: 'Ended' });
