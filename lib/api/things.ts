import 'server-only';
import { accessOperationsOf } from '#lib/api/access';
import { tooMany } from '#lib/api/caller';
import { DONE, doneIf, NOT_ALLOWED, type Operation, type Outcome } from '#lib/api/operation';
import { pageQuery } from '#lib/api/page';
import { refusal } from '#lib/api/problem';
import { operationOn } from '#lib/api/thing-operation';
import { namesOf, schemasOf } from '#lib/api/thing-schema';
import { toCursor } from '#lib/pages';
import { SCOPE_OF } from '#lib/permissions/scopes';
import type { ThingResource } from '#lib/resource';
import type { Viewer } from '#lib/session/store';
import { leaveThing } from '#lib/sharing/leave';
import { createThing } from '#lib/things/create';
import { deleteThing } from '#lib/things/delete';
import { editThing } from '#lib/things/edit';
import { listThings } from '#lib/things/list';
import { readThing } from '#lib/things/read';

const made = new Map<string, ReturnType<typeof makeOperations>>();

/** What can be asked of the API about a kind of thing, out of its declaration: a route.ts names which it answers with. */
export function operationsOf(of: ThingResource) {
  const found = made.get(of.kind) ?? makeOperations(of);
  made.set(of.kind, found);
  return found;
}

/** The same by the names that the description of the API has for them, without those that no program may do. */
export function namedOperationsOf(of: ThingResource): [name: string, operation: Operation][] {
  const { One, Many } = namesOf(of);
  const ofOne = of.operationsEnd ?? `Of${One}`;
  const nameOf = (key: string) => {
    if (key === 'list') return `list${Many}`;
    return /[A-Z]/.test(key) ? `${key}${ofOne}` : `${key}${One}`;
  };
  return Object.entries<Operation>(operationsOf(of))
    .filter(([, { act }]) => act in SCOPE_OF)
    .map(([key, one]) => [nameOf(key), one]);
}

function makeOperations(of: ThingResource) {
  const { kind, fields } = of;
  const told: Told = {
    schemas: schemasOf(of),
    one: /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`,
    etag: { ETag: `The revision of the ${kind}, for If-Match.` },
    example: Object.fromEntries(
      Object.entries(fields).map(([name, { lines }]) => [
        name,
        lines === 'one' ? 'Plans' : 'Paint the gate.',
      ]),
    ),
  };
  return { ...onAll(of, told), ...onOne(of, told), ...accessOperationsOf(of, told) };
}

/** What the description says of a kind: its schemas, what one is called, and one that could be sent. */
type Told = {
  schemas: ReturnType<typeof schemasOf>;
  one: string;
  etag: Record<string, string>;
  example: Record<string, string>;
};

function onAll(of: ThingResource, { schemas, one, etag, example }: Told) {
  const { kind, plural } = of;
  const on = operationOn(of);
  const { body, answer } = schemas;
  return {
    list: on('list', {
      method: 'GET',
      path: '',
      summary: `The ${plural} the caller may see, newest first, a page at a time`,
      query: pageQuery(plural),
      status: 200,
      answer: schemas.listAnswer,
      problems: ['invalid_fields'],
      run: async (viewer, { query: { after, limit } }) => {
        const { things, next } = await listThings(viewer, of, after, limit);
        const listed = things.map(({ title, ...row }) => offered({ [of.called]: title, ...row }));
        return { ok: true, value: { [plural]: listed, next: next && toCursor(plural, next) } };
      },
    }),

    create: on('create', {
      method: 'POST',
      path: '',
      summary: `Makes ${one} that only the caller sees`,
      body,
      example,
      status: 201,
      answer,
      headers: { ...etag, Location: `Where the ${kind} is.` },
      problems: ['storage_full'],
      run: async (viewer, call) => {
        const outcome = await createThing(viewer, of, call.body);
        if (!outcome.ok)
          return outcome.reason === 'storage_full' ? refusal('storage_full') : tooMany(outcome);
        const { id } = outcome.value;
        return shown(viewer, of, id, { Location: `/api/v1/${plural}/${id}` });
      },
    }),
  };
}

function onOne(of: ThingResource, { schemas: { body, answer }, one, etag, example }: Told) {
  const on = operationOn(of);
  return {
    read: on('read', {
      method: 'GET',
      path: '/{}',
      summary: `One ${of.kind}`,
      status: 200,
      answer,
      headers: etag,
      run: (viewer, _, { id }) => shown(viewer, of, id),
    }),

    edit: on('edit', {
      method: 'PUT',
      path: '/{}',
      summary: `Writes ${one} anew`,
      description:
        'Only on the revision that If-Match names: nobody’s words are overwritten unread.',
      body,
      example,
      condition: 'required',
      status: 200,
      answer,
      headers: etag,
      problems: ['changed_meanwhile', 'storage_full'],
      run: async (viewer, { body: values, revision }, thing) => {
        const outcome = await editThing(viewer, thing, { values, revision: Number(revision) });
        if (outcome.ok) return shown(viewer, of, thing.id);
        return outcome.reason === 'storage_full' ? refusal('storage_full') : unlessChanged(outcome);
      },
    }),

    delete: on('delete', {
      method: 'DELETE',
      path: '/{}',
      summary: `Deletes ${one} of the caller, for everybody`,
      description: 'With If-Match only the revision that it names.',
      condition: 'optional',
      status: 204,
      problems: ['changed_meanwhile'],
      run: async (viewer, { revision }, thing) => {
        const outcome = await deleteThing(viewer, thing, revision);
        return outcome.ok ? DONE : unlessChanged(outcome);
      },
    }),

    leave: on('leave', {
      method: 'DELETE',
      path: '/{}/access/me',
      summary: `Gives up the caller’s access to ${one} of somebody else`,
      status: 204,
      run: async (viewer, _, thing) => doneIf(await leaveThing(viewer, thing)),
    }),
  };
}

/** Why an act on one revision was not done; the ETag says which one to read. */
const unlessChanged = (
  outcome: { reason: 'not_allowed' } | { reason: 'changed'; revision: number },
) =>
  outcome.reason === 'not_allowed'
    ? NOT_ALLOWED
    : refusal('changed_meanwhile', { headers: { ETag: `"${outcome.revision}"` } });

const offered = <Row extends { offeredAt: Date | null }>({ offeredAt, ...row }: Row) => ({
  ...row,
  isOffered: offeredAt !== null,
});

/** The thing as it is now, or 404 when the caller may not read it (any more). */
async function shown(
  viewer: Viewer,
  of: ThingResource,
  id: string,
  headers: Record<string, string> = {},
): Promise<Outcome<unknown>> {
  const seen = await readThing(viewer, { of, id });
  if (!seen) return NOT_ALLOWED;
  return { ok: true, value: offered(seen), headers: { ETag: `"${seen.revision}"`, ...headers } };
}
