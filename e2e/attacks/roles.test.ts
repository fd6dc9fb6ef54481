import { v7 as uuid } from 'uuid';
import { forgetLimits } from '#e2e/support/database';
import { actionOf, addressOf, type Segments } from '#e2e/support/door-addresses';
import { allDoors, type Door } from '#e2e/support/doors';
import { type Answer, asCall, asForm, type PageForm, send, sendRouted } from '#e2e/support/http';
import type { Field } from '#e2e/support/multipart';
import { change, rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { giveRole, idOf } from '#e2e/support/staff';
import { expect, newEmail, test } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';
import { type Act, relationsFor, roleMay } from '#lib/authorization/table';

/** Every door that asks who is calling; app/access.test.ts says why the others do not. */
const DOORS = allDoors().filter((door): door is Door & { act: string } => door.act !== null);

const ROLES = ['member', 'support', 'administrator'];
const STRANGERS = ['nobody', 'somebody half way through signing up', 'somebody disabled'];

type Outcome = 'let in' | 'sent to sign in' | 'no such thing' | 'no such method' | string;
type Person = { who: string; visitor: Visitor; email: string; mine: Segments; others: Segments };

const expectedOf = (who: string, act: string): Outcome => {
  if (STRANGERS.includes(who)) return 'sent to sign in';
  return roleMay(who, act as Act) ? 'let in' : 'no such thing';
};

function outcomeOf({ status, headers, text }: Answer): Outcome {
  const to = `${headers.location ?? ''} ${String(headers['x-action-redirect'] ?? '')}`;
  if (/\/sign-in\b/.test(to) || /NEXT_REDIRECT;[^"]*\/sign-in/.test(text)) return 'sent to sign in';
  if (status === 404 || text.includes('NEXT_HTTP_ERROR_FALLBACK;404')) return 'no such thing';
  if (status === 405) return 'no such method';
  return status < 400 || [409, 422].includes(status) ? 'let in' : `${status}`;
}

/** Signs up a person and makes them who they are to be, with a thing of their own and one of somebody else’s. */
async function meet(server: TestServer, who: string): Promise<Person> {
  const visitor = newVisitor(server);
  const stranger = await newVisitor(server).signUp();
  const others = { user: uuid(), note: addNote(server, idOf(server, stranger)) };
  if (who === 'nobody') return { who, visitor, email: '', mine: others, others };
  if (who.includes('half way')) {
    await visitor.askForAccount(newEmail());
    expect([...visitor.cookies.keys()]).toEqual(['flow']);
    return { who, visitor, email: '', mine: others, others };
  }
  const email = await visitor.signUp();
  const mine = { user: idOf(server, stranger), note: addNote(server, idOf(server, email)) };
  if (ROLES.includes(who)) giveRole(server, email, who as 'member');
  else change(server, 'update users set disabled_at = ? where email = ?', Date.now(), email);
  return { who, visitor, email, mine, others };
}

/** A note of an owner; with an offer of it to them for whoever has another relation to it. */
function addNote(server: TestServer, owner: string, other?: { id: string; relation: string }) {
  const [note, now] = [uuid(), Date.now()];
  change(
    server,
    "insert into notes (id, title, text, revision, created_at, updated_at) values (?, 'A title', 'A text', 1, ?, ?)",
    note,
    now,
    now,
  );
  const give = (id: string, relation: string, offeredAt: number | null) =>
    change(
      server,
      "insert into grants (subject, relation, kind, object, address, created_at, offered_at) values (?, ?, 'note', ?, 'x', ?, ?)",
      `user:${id}`,
      relation,
      note,
      now,
      offeredAt,
    );
  give(owner, 'owner', null);
  if (other) give(other.id, other.relation, now);
  return note;
}

/** A note the person may do this to: a new one each time, for some acts leave none. */
const withNote = (server: TestServer, act: string, person: Person): Person => {
  if (!person.email || !act.startsWith('note:')) return person;
  const [relation] = relationsFor(act as Act);
  const [id, stranger] = [idOf(server, person.email), String(person.mine['user'])];
  const isOwners = relation === undefined || relation === 'owner';
  const note = isOwners ? addNote(server, id) : addNote(server, stranger, { id, relation });
  return { ...person, mine: { ...person.mine, note } };
};

/** The ways to send a request to a door, each with its answer. */
function waysTo(server: TestServer, door: Door, { visitor, mine }: Person) {
  const cookie = () => [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = () => ({ 'X-Forwarded-For': visitor.network, Cookie: cookie() });
  if (door.kind === 'actions') {
    const { id, page, hasState } = actionOf(door);
    const path = addressOf(page, mine);
    const fields: Field[] = [...Object.entries(mine), ['role', 'viewer']];
    const form: PageForm = {
      path,
      hidden: hasState
        ? [
            ['$ACTION_REF_1', ''],
            ['$ACTION_1:0', JSON.stringify({ id, bound: '$@1' })],
            ['$ACTION_1:1', '[{}]'],
            ['$ACTION_KEY', 'k'],
          ]
        : [[`$ACTION_ID_${id}`, '']],
    };
    return {
      form: () => visitor.post(path, asForm(form, fields)),
      call: () => visitor.post(path, asCall(form, fields, { hasState })),
    };
  }
  const path = addressOf(door.path, mine);
  if (door.kind === 'route')
    return {
      [door.name]: () =>
        visitor.go(path, { method: door.name, ...(door.name === 'POST' ? { body: '' } : {}) }),
    };
  return {
    page: () => visitor.go(path),
    router: () => sendRouted(server, path, { headers: { ...headers(), RSC: '1' } }),
    head: () => send(server, path, { method: 'HEAD', headers: headers() }),
  };
}

test('there are doors of every kind, and each asks for an act that the table knows', () => {
  for (const kind of ['page', 'actions', 'route'] as const)
    expect(DOORS.filter((door) => door.kind === kind).length).toBeGreaterThan(0);
  const unknown = DOORS.filter(({ act }) => !ROLES.some((role) => roleMay(role, act as Act)));
  expect(unknown).toEqual([]);
});

for (const who of [...ROLES, ...STRANGERS]) {
  test(`${who} gets through each door in every way exactly as the table of permissions says`, async ({
    server,
  }) => {
    test.setTimeout(240_000);
    const person = await meet(server, who);
    const { visitor } = person;
    const kept = new Map(visitor.cookies);
    const wrong: unknown[] = [];
    for (const door of DOORS) {
      const expected = expectedOf(who, door.act);
      for (const way of Object.keys(waysTo(server, door, person))) {
        const knock = new Map(
          Object.entries(waysTo(server, door, withNote(server, door.act, person))),
        );
        for (const [name, value] of kept) visitor.cookies.set(name, value);
        forgetLimits(server);
        change(server, 'update sessions set proven_at = ?', Date.now());
        const refusals = () =>
          rows(
            server,
            "select id from audit_events where type = 'authz_fail' and detail = ? and user_id = (select id from users where email = ?)",
            door.act,
            person.email,
          ).length;
        const before = refusals();
        const outcome = outcomeOf(await knock.get(way)!());
        const noted = refusals() - before;
        // What the role is refused is in the log, and nothing else is.
        const isNoted = noted > 0 === (expected === 'no such thing');
        if (outcome !== expected || !isNoted)
          wrong.push({
            way,
            door: `${door.path} ${door.name}`,
            act: door.act,
            outcome,
            expected,
            noted,
          });
      }
    }
    expect(wrong).toEqual([]);
  });

  test(`${who} finds no other method at any door`, async ({ server }) => {
    const { visitor, mine } = await meet(server, who);
    const wrong: unknown[] = [];
    for (const door of DOORS.filter(({ kind }) => kind !== 'actions')) {
      const path = addressOf(door.path, mine);
      for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        const { status, text } = await visitor.go(path, { method });
        if (status !== 405 || text.includes('@example.com')) wrong.push([method, path, status]);
      }
    }
    expect(wrong).toEqual([]);
  });
}

/** An answer without what is new in each: the time, the nonce and the number of the request. */
const whole = ({ status, headers, text }: Answer) => {
  const nonce = JSON.stringify(headers).match(/'nonce-([^']+)'/)?.[1] ?? '';
  const all = `${status} ${JSON.stringify({ ...headers, date: '' })} ${text}`;
  return all.replaceAll(nonce, 'NONCE').replace(/ref [0-9a-f-]{12}/, 'REF');
};

for (const who of ROLES) {
  test(`what is not there, and what is somebody else’s, is the same to ${who}`, async ({
    server,
  }) => {
    const { visitor, others } = await meet(server, who);
    const pages = DOORS.filter(({ kind, path }) => kind === 'page' && path.includes('['));
    expect(pages.length).toBeGreaterThan(0);
    for (const { path } of pages) {
      const nowhere = Object.fromEntries(Object.keys(others).map((name) => [name, uuid()]));
      const answers = [
        await visitor.go(addressOf(path, others)),
        await visitor.go(addressOf(path, nowhere)),
      ];
      expect(answers.map(outcomeOf), path).toEqual(['no such thing', 'no such thing']);
      const [theirs, nothing, unknown] = [...answers, await visitor.go('/no-page-at-all')].map(
        whole,
      );
      expect(theirs).toBe(unknown);
      expect(nothing).toBe(unknown);
      expect(unknown).toContain('There is no such page');
    }
  });
}
