import 'server-only';
import { z } from 'zod';
import { Email } from '#lib/accounts/fields';
import { fieldError } from '#lib/coded';
import { noteResource } from '#lib/product/notes/resource';
import { unreadable } from '#lib/request/readable';
import { givenRole } from '#lib/sharing/fields';

/** A text field as a form reads it: what could not be decoded, and control characters, are refused first. */
const readable = <Schema extends z.ZodType<unknown, string>>(
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
const Moment = z
  .date()
  .transform((at) => at.toISOString())
  .pipe(z.iso.datetime());

/** The names of what is sent and of what is answered, in the description of the API. */
export const sent = z.registry<{ id: string }>();
export const answered = z.registry<{ id: string }>();

const example = <Value>(description: string, value: Value) => ({
  description,
  examples: [value],
});

export const NoteBody = z
  .strictObject({
    title: readable(noteResource.fields.title.rule).meta({
      description: 'On one line, at most 200 characters; space around it is dropped.',
    }),
    text: readable(noteResource.fields.text.rule, { hasLines: true }).meta({
      description: 'At most 20,000 characters; lines end with a line feed.',
    }),
  })
  .register(sent, { id: 'NoteFields' });

const GivenRole = givenRole(noteResource);
const Address = readable(Email).meta({ description: 'An email address.' });

export const ShareBody = z
  .strictObject({ address: Address, role: GivenRole })
  .register(sent, { id: 'Share' });
export const RoleChangeBody = z
  .strictObject({ role: GivenRole })
  .register(sent, { id: 'RoleChange' });
export const OfferBody = z
  .strictObject({ address: Address.meta({ description: 'An address in the list of people.' }) })
  .register(sent, { id: 'Offer' });

const relation = z
  .string()
  .meta(example('What the caller is to the note: owner, editor or viewer.', 'owner'));

const listed = {
  id: z.string().meta(example('A UUID.', '01932d3c-9c1f-7b2a-8d4e-5f6a7b8c9d0e')),
  title: z.string(),
  relation,
  isOffered: z
    .boolean()
    .meta({ description: 'Its owner offers it to the caller: see offer/accept.' }),
  updatedAt: Moment,
};

const next = z.string().nullable().meta({
  description: 'Ask again with this as `after` for the next page; null: there is none.',
});

export const NotesAnswer = z
  .object({
    notes: z.array(z.object(listed).register(answered, { id: 'ListedNote' })),
    next,
  })
  .register(answered, { id: 'NotesPage' });

export const NoteAnswer = z
  .object({
    ...listed,
    text: z.string(),
    revision: z
      .int()
      .meta({ description: 'Counts the changes; in quotes it is the ETag, for If-Match.' }),
    createdAt: Moment,
    mayEdit: z.boolean(),
    mayShare: z.boolean(),
    mayDelete: z.boolean(),
    mayLeave: z.boolean(),
  })
  .register(answered, { id: 'Note' });

export const PeopleAnswer = z
  .object({
    people: z.array(
      z
        .object({
          person: z
            .string()
            .nullable()
            .meta({ description: 'Stands for them in paths of this note; null for the owner.' }),
          address: z.string(),
          relation: z.string(),
          how: z.enum(['made', 'shared', 'took over']),
          by: z.string().nullable().meta({ description: 'The address of who gave it to them.' }),
          at: Moment,
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
          createdAt: Moment,
          lastSeenAt: Moment,
          expiresAt: Moment.meta({ description: 'It ends then at the latest.' }),
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
