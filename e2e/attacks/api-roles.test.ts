import { v7 as uuid } from 'uuid';
import { type Api, type ApiAnswer, apiByCookie, apiByToken, apiOfNobody } from '#e2e/support/api';
import { type DescribedOperation, described } from '#e2e/support/api-description';
import { bearerFor, SCOPES } from '#e2e/support/bearer';
import { forgetLimits } from '#e2e/support/database';
import { addressOf } from '#e2e/support/entry-point-addresses';
import { change, rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import {
  ROLES,
  STRANGERS,
  signUpAs,
  type TestPerson,
  withSession,
  withThing,
} from '#e2e/support/sign-up-as';
import { expect, test } from '#e2e/support/test';
import { type Act, roleMay } from '#lib/permissions/table';
import { allEntryPoints, type EntryPoint } from '#lib/testing/entry-points.test-support';

type ApiDoor = EntryPoint & { act: string };

/** Every method of every route of the API; what ends sessions comes last. */
const DOORS = allEntryPoints()
  .filter((door): door is ApiDoor => door.kind === 'api' && door.act !== null)
  .sort((a, b) => Number(a.act === 'session:end') - Number(b.act === 'session:end'));

const templateOf = ({ path }: EntryPoint) =>
  path
    .replace('/(product)/', '/')
    .slice('app/api/v1'.length, -'/route.ts'.length)
    .replaceAll(/\[(\w+)\]/g, '{$1}');

/** A request that a door takes from somebody who may: its example of a body, and the revision a new note has. */
function requestTo(operation: DescribedOperation) {
  const body = operation.requestBody?.content['application/json']?.example;
  const isConditional = operation.parameters?.some(({ name }) => name === 'If-Match');
  return { ...(body ? { body } : {}), headers: isConditional ? { 'If-Match': '"1"' } : {} };
}

/** A thing of the person’s own that this may be done to, or the same of somebody else. */
async function knock(server: TestServer, door: ApiDoor, api: Api, person: TestPerson) {
  const { description } = await described(server);
  const operation = description.paths[templateOf(door)]?.[door.name.toLowerCase()];
  if (!operation) throw new Error(`${door.name} ${door.path} is not described`);
  const fresh = withThing(server, door.act, withSession(server, person)).mine;
  const named = door.path.includes('[person]')
    ? { person: await handleIn(server, person, fresh) }
    : {};
  const path = addressOf(door.path, { ...fresh, ...named }).slice('/api/v1'.length);
  return api(door.name, path, requestTo(operation));
}

/** What stands in paths for the one the note is shared with. */
async function handleIn(
  server: TestServer,
  { visitor, email }: TestPerson,
  mine: TestPerson['mine'],
) {
  if (!email) return 'x';
  const { json } = await apiByCookie(server, visitor)('GET', `/notes/${mine['note']}/access`);
  const others = (json.people ?? []) as { person: string | null; address: string }[];
  return others.find(({ address }) => address === 'bob@example.com')?.person ?? 'x';
}

const outcomeOf = ({ status, json }: ApiAnswer) =>
  status < 300 ? 'let in' : `${status} ${json.reason}`;

/** Goes through every door with what `as` makes for it, and says where the outcome is another. */
async function through(
  server: TestServer,
  person: TestPerson,
  as: (door: ApiDoor) => Promise<Api> | Api,
  expected: (door: ApiDoor) => string,
) {
  const wrong: unknown[] = [];
  for (const door of DOORS) {
    forgetLimits(server);
    const outcome = outcomeOf(await knock(server, door, await as(door), person));
    if (outcome !== expected(door))
      wrong.push({ door: `${door.name} ${door.path}`, outcome, expected: expected(door) });
  }
  expect(wrong).toEqual([]);
}

const byTable = (who: string) => (door: ApiDoor) =>
  roleMay(who, door.act as Act) ? 'let in' : '404 not_found';

test('there are doors, each is described, and each asks for an act that the table knows', async ({
  server,
}) => {
  expect(DOORS.length).toBeGreaterThan(15);
  const { description } = await described(server);
  for (const door of DOORS) {
    expect(description.paths[templateOf(door)]?.[door.name.toLowerCase()]).toBeDefined();
    expect(ROLES.some((role) => roleMay(role, door.act as Act))).toBe(true);
  }
});

for (const who of ROLES) {
  test(`${who} with a cookie gets through each door exactly as the table says`, async ({
    server,
  }) => {
    const person = await signUpAs(server, who);
    await through(server, person, () => apiByCookie(server, person.visitor), byTable(who));
  });

  test(`${who} with a token gets through each door exactly as the table says`, async ({
    server,
  }) => {
    const person = await signUpAs(server, who);
    let token = await bearerFor(server, person.email, SCOPES);
    await through(
      server,
      person,
      async (door) => {
        if (door.act === 'session:end') token = await bearerFor(server, person.email, SCOPES);
        return apiByToken(server, token);
      },
      byTable(who),
    );
  });

  test(`${who} with a token of every other scope gets through no door`, { tag: '@long' }, async ({
    server,
  }) => {
    const person = await signUpAs(server, who);
    const { description } = await described(server);
    const tokens = new Map<string, string>();
    const scopeOf = (door: ApiDoor) => {
      const operation = description.paths[templateOf(door)]?.[door.name.toLowerCase()];
      return String(operation?.security.flatMap((one) => one['oauth2'] ?? [])[0]);
    };
    for (const scope of SCOPES)
      tokens.set(
        scope,
        await bearerFor(
          server,
          person.email,
          SCOPES.filter((one) => one !== scope),
        ),
      );
    await through(
      server,
      person,
      (door) => apiByToken(server, String(tokens.get(scopeOf(door)))),
      () => '403 insufficient_scope',
    );
  });

  test(`${who} with a cookie and a token at once gets through no door`, async ({ server }) => {
    const person = await signUpAs(server, who);
    const token = await bearerFor(server, person.email, SCOPES);
    const cookie = apiByCookie(server, person.visitor);
    const both: Api = (method, path, sent = {}) =>
      cookie(method, path, {
        ...sent,
        headers: { ...sent.headers, Authorization: `Bearer ${token}` },
      });
    await through(
      server,
      person,
      () => both,
      () => '400 two_credentials',
    );
  });
}

/** A token that somebody disabled was given while they were not. */
async function tokenFromBefore(server: TestServer, email: string) {
  const disable = (at: number | null) =>
    change(server, 'update users set disabled_at = ? where email = ?', at, email);
  disable(null);
  const token = await bearerFor(server, email);
  disable(Date.now());
  return token;
}

for (const who of STRANGERS) {
  test(`${who} gets through no door, by no way`, async ({ server }) => {
    const person = await signUpAs(server, who);
    const unknown = () => '401 no_credentials';
    await through(server, person, () => apiByCookie(server, person.visitor), unknown);
    await through(server, person, () => apiOfNobody(server), unknown);
    const token = person.email ? await tokenFromBefore(server, person.email) : 'x';
    await through(
      server,
      person,
      () => apiByToken(server, token),
      () => '401 invalid_token',
    );
  });
}

for (const who of ROLES) {
  test(`what is not there, and what is somebody else’s, is the same to ${who}`, async ({
    server,
  }) => {
    const { visitor, email, others } = await signUpAs(server, who);
    const { description } = await described(server);
    const api = apiByCookie(server, visitor);
    const told = () =>
      rows(
        server,
        "select id from audit_events where type = 'authz_fail' and user_id = (select id from users where email = ?)",
        email,
      ).length;
    for (const door of DOORS.filter(({ path }) => path.includes('['))) {
      const operation = description.paths[templateOf(door)]?.[door.name.toLowerCase()];
      const at = (ids: Record<string, string>) =>
        addressOf(door.path, { person: 'x', ...ids }).slice('/api/v1'.length);
      const nowhere = { note: uuid(), session: uuid() };
      const seen: string[] = [];
      for (const ids of [others, nowhere, { note: 'x', session: '%00' }]) {
        const before = told();
        const answer = await api(door.name, at(ids), requestTo(operation as DescribedOperation));
        expect(outcomeOf(answer), `${door.name} ${door.path}`).toBe('404 not_found');
        const { date: _, ...headers } = answer.headers;
        const { instance: __, ...problem } = answer.json;
        const noted = told() - before;
        expect(noted).toBe(door.path.includes('[note]') ? 1 : 0);
        seen.push(JSON.stringify([headers, problem]));
        forgetLimits(server);
      }
      expect(new Set(seen).size, `${door.name} ${door.path}`).toBe(1);
    }
  });
}
