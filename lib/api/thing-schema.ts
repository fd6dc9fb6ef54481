import 'server-only';
import { z } from 'zod';
import {
  answered,
  example,
  next,
  readableText,
  SentMoment,
  sent,
  TypedAddress,
} from '#lib/api/schema';
import type { ThingField, ThingResource } from '#lib/resource';
import { givenRole } from '#lib/sharing/fields';

/** Names of what the API has beside things: a kind that is called so gets a longer name. */
const TAKEN = ['Account', 'Ended', 'Offer', 'People', 'Person', 'Problem', 'Session', 'Sessions'];
const USUAL = 'viewer,editor';

/** "Note" and "Notes", as operations and schemas are called. */
export const namesOf = ({ kind, plural }: Pick<ThingResource, 'kind' | 'plural'>) => ({
  One: capital(kind),
  Many: capital(plural),
});

const capital = (word: string) => word.replace(/^./, (first) => first.toUpperCase());

/** What the API takes and answers of a kind of thing, out of its declaration. To be made once for each: they have names. */
export function schemasOf(of: ThingResource) {
  const { One, Many } = namesOf(of);
  const name = TAKEN.includes(One) ? `${One}Thing` : One;
  const listed = listedOf(of);
  return {
    body: bodyOf(of).register(sent, { id: `${name}Fields` }),
    listAnswer: z
      .object({
        [of.plural]: z.array(z.object(listed).register(answered, { id: `Listed${One}` })),
        next,
      })
      .register(answered, { id: `${Many}Page` }),
    answer: z
      .object({
        ...listed,
        ...Object.fromEntries(Object.keys(of.fields).map((field) => [field, z.string()])),
        revision: z
          .int()
          .meta({ description: 'Counts the changes; in quotes it is the ETag, for If-Match.' }),
        createdAt: SentMoment,
        mayEdit: z.boolean(),
        mayShare: z.boolean(),
        mayDelete: z.boolean(),
        mayLeave: z.boolean(),
      })
      .register(answered, { id: name }) as z.ZodType,
    ...sharingOf(of, One),
  };
}

/** What people fill in, read by the rules of its form. */
const bodyOf = ({ fields }: ThingResource) =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [
        name,
        readableText(field.rule, { hasLines: field.lines === 'many' }).meta({
          description: describe(field),
        }),
      ]),
    ),
  );

const describe = ({ lines, most }: ThingField) =>
  lines === 'one'
    ? `On one line, at most ${most.toLocaleString('en')} characters; space around it is dropped.`
    : `At most ${most.toLocaleString('en')} characters; lines end with a line feed.`;

const listedOf = ({ kind, called, relations }: ThingResource) => ({
  id: z.string().meta(example('A UUID.', '01932d3c-9c1f-7b2a-8d4e-5f6a7b8c9d0e')),
  [called]: z.string(),
  relation: z
    .string()
    .meta(
      example(
        `What the caller is to the ${kind}: ${joinedBy('or', Object.keys(relations))}.`,
        'owner',
      ),
    ),
  isOffered: z
    .boolean()
    .meta({ description: 'Its owner offers it to the caller: see offer/accept.' }),
  updatedAt: SentMoment,
});

/** "owner, editor or viewer", in the English of the description. */
export const joinedBy = (last: 'and' | 'or', words: string[]) =>
  words.join(', ').replace(/, ([^,]*)$/, ` ${last} $1`);

const made = new Map<string, ReturnType<typeof makeSharing>>();

/** Kinds that are shared in the same roles have these in common. */
function sharingOf(of: ThingResource, One: string) {
  const roles = of.gives.join();
  const found = made.get(roles) ?? makeSharing(of, roles === USUAL ? '' : One);
  made.set(roles, found);
  return found;
}

function makeSharing(of: ThingResource, prefix: string) {
  const role = givenRole(of);
  return {
    shareBody: z
      .strictObject({ address: TypedAddress, role })
      .register(sent, { id: `${prefix}Share` }),
    roleBody: z.strictObject({ role }).register(sent, { id: `${prefix}RoleChange` }),
  };
}
