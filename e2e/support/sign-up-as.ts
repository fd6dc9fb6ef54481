import { getTableColumns, getTableName } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { type Act, relationsFor } from '#lib/permissions/table';
import { ALL_THINGS } from '#lib/product/resources';
import type { ThingResource } from '#lib/resource';
import type { Segments } from './entry-point-addresses.ts';
import { change } from './rows.ts';
import type { TestServer } from './server.ts';
import { giveRole, idOf } from './staff.ts';
import { newEmail } from './test.ts';
import { newVisitor, type Visitor } from './visitor.ts';

export const ROLES = ['member', 'support', 'administrator'];
export const STRANGERS = ['nobody', 'somebody half way through signing up', 'somebody disabled'];

export type TestPerson = {
  who: string;
  visitor: Visitor;
  email: string;
  mine: Segments;
  others: Segments;
};

/** Signs up a person and makes them who they are to be, with a thing of their own and one of somebody else’s. */
export async function signUpAs(server: TestServer, who: string): Promise<TestPerson> {
  const visitor = newVisitor(server);
  const stranger = await newVisitor(server).signUp();
  const id = idOf(server, stranger);
  // Nobody's: such a request is answered in the browser that began it, which says that it is over.
  const requests = {
    handle: uuid(),
    uid: uuid(),
    flow: uuid(),
    provider: 'none',
    domain: 'none.example',
  };
  const others = {
    ...requests,
    user: uuid(),
    ...thingsOf(server, id),
    session: addSession(server, id),
    credential: addPasskey(server, id),
    connection: addConnection(server, id),
  };
  if (who === 'nobody') return { who, visitor, email: '', mine: others, others };
  if (who.includes('half way')) {
    await visitor.askForAccount(newEmail());
    return { who, visitor, email: '', mine: others, others };
  }
  const email = await visitor.signUp();
  const own = idOf(server, email);
  const mine = {
    ...requests,
    user: id,
    ...thingsOf(server, own),
    session: addSession(server, own),
    credential: addPasskey(server, own),
    connection: addConnection(server, own),
  };
  if (ROLES.includes(who)) giveRole(server, email, who as 'member');
  else change(server, 'update users set disabled_at = ? where email = ?', Date.now(), email);
  return { who, visitor, email, mine, others };
}

type Other = { id: string; relation: string };

/** A thing of each kind that the product has, by the name that it has in addresses. */
const thingsOf = (server: TestServer, owner: string): Segments =>
  Object.fromEntries(ALL_THINGS.map((of) => [of.kind, addThing(server, of, owner)]));

/**
 * A thing of an owner, shared with a mailbox that nobody has proven: it is offered to the other person who has a
 * relation to it, or else to that mailbox.
 */
function addThing(server: TestServer, of: ThingResource, owner: string, other?: Other) {
  const [id, now] = [uuid(), Date.now()];
  const columns = getTableColumns(of.table) as Record<string, { name: string }>;
  const names = Object.keys(of.fields).map((field) => `"${columns[field]?.name}"`);
  change(
    server,
    `insert into ${getTableName(of.table)} (id, revision, created_at, updated_at, ${names.join(', ')}) values (?, 1, ?, ?, ${names.map(() => "'A text'").join(', ')})`,
    id,
    now,
    now,
  );
  const give = (subject: string, relation: string, offeredAt: number | null, address = 'x') =>
    change(
      server,
      'insert into grants (subject, relation, kind, object, address, created_at, offered_at) values (?, ?, ?, ?, ?, ?, ?)',
      subject,
      relation,
      of.kind,
      id,
      address,
      now,
      offeredAt,
    );
  give(`user:${owner}`, 'owner', null);
  give('mailbox:bob@example.com', of.gives[0] ?? '', other ? null : now, 'bob@example.com');
  if (other) give(`user:${other.id}`, other.relation, now);
  return id;
}

/** A session of theirs in a browser that nobody has. */
function addSession(server: TestServer, user: string) {
  const id = uuid();
  change(
    server,
    `insert into sessions (id, user_id, secret_hash, is_persistent, created_at, last_seen_at, idle_seconds,
      expires_at, address, user_agent) values (?, ?, ?, 0, ?, ?, 7200, ?, '198.51.100.1', '')`,
    id,
    user,
    id,
    Date.now(),
    Date.now(),
    Date.now() + 3_600_000,
  );
  return id;
}

/** An account elsewhere by which this person signs in. */
function addConnection(server: TestServer, owner: string): string {
  const id = uuid();
  change(
    server,
    "insert into connections (id, user_id, provider, issuer, subject, label, email, amr, acr, created_at, address, user_agent) values (?, ?, 'acme', 'https://id.acme.test', ?, 'octocat', '', '', '', ?, '', '')",
    ...[id, owner, `subject of ${id}`, Date.now()],
  );
  return id;
}

/** A passkey of theirs that nothing was signed with yet, so that nobody is asked for it. */
function addPasskey(server: TestServer, user: string) {
  const id = uuid();
  change(
    server,
    "insert into credentials (id, user_id, kind, handle, secret, name, created_at) values (?, ?, 'passkey', ?, 'a key', 'Passkey', ?)",
    id,
    user,
    `handle of ${id}`,
    Date.now(),
  );
  return id;
}

/** A session the person may end: a new one each time. */
export const withSession = (server: TestServer, person: TestPerson): TestPerson =>
  person.email
    ? {
        ...person,
        mine: { ...person.mine, session: addSession(server, idOf(server, person.email)) },
      }
    : person;

/** A thing, or a passkey, that the person may do this to: a new one each time, for some acts leave none. */
export const withThing = (server: TestServer, act: string, person: TestPerson): TestPerson => {
  // A door before may have taken the last factor away: then staff is led to set one up, whatever they ask for.
  change(server, 'update users set second_factor_due_at = null where email = ?', person.email);
  if (person.email && act === 'account:protect') {
    const id = idOf(server, person.email);
    return withMine(person, {
      credential: addPasskey(server, id),
      connection: addConnection(server, id),
    });
  }
  const of = ALL_THINGS.find(({ kind }) => act.startsWith(`${kind}:`));
  if (!person.email || !of) return person;
  const [relation] = relationsFor(act as Act);
  const [id, stranger] = [idOf(server, person.email), String(person.mine['user'])];
  const isOwners = relation === undefined || relation === 'owner';
  const thing = isOwners
    ? addThing(server, of, id)
    : addThing(server, of, stranger, { id, relation });
  return withMine(person, { [of.kind]: thing });
};

const withMine = (person: TestPerson, more: Segments): TestPerson => ({
  ...person,
  mine: { ...person.mine, ...more },
});
