import { v7 as uuid } from 'uuid';
import { ENTRY_POINTS, type Outcome, outcomeOf, waysToCall } from '#e2e/support/call-entry-point';
import { forgetLimits } from '#e2e/support/database';
import { addressOf } from '#e2e/support/entry-point-addresses';
import type { Answer } from '#e2e/support/http';
import { change, rows } from '#e2e/support/rows';
import { ROLES, STRANGERS, signUpAs, withThing } from '#e2e/support/sign-up-as';
import { expect, test } from '#e2e/support/test';
import { type Act, roleMay } from '#lib/permissions/table';

const expectedOf = (who: string, act: string): Outcome => {
  if (STRANGERS.includes(who)) return 'sent to sign in';
  return roleMay(who, act as Act) ? 'let in' : 'no such thing';
};

test('there are doors of every kind, and each asks for an act that the table knows', () => {
  for (const kind of ['page', 'actions', 'route'] as const)
    expect(ENTRY_POINTS.filter((door) => door.kind === kind).length).toBeGreaterThan(0);
  const unknown = ENTRY_POINTS.filter(
    ({ act }) => !ROLES.some((role) => roleMay(role, act as Act)),
  );
  expect(unknown).toEqual([]);
});

for (const who of [...ROLES, ...STRANGERS]) {
  test(`${who} gets through each door in every way exactly as the table of permissions says`, async ({
    server,
  }) => {
    test.setTimeout(240_000);
    const person = await signUpAs(server, who);
    const { visitor } = person;
    const kept = new Map(visitor.cookies);
    const wrong: unknown[] = [];
    for (const door of ENTRY_POINTS) {
      const expected = expectedOf(who, door.act);
      for (const way of Object.keys(waysToCall(server, door, person))) {
        const knock = new Map(
          Object.entries(waysToCall(server, door, withThing(server, door.act, person))),
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
    const { visitor, mine } = await signUpAs(server, who);
    const wrong: unknown[] = [];
    for (const door of ENTRY_POINTS.filter(({ kind }) => kind !== 'actions')) {
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
    const { visitor, others } = await signUpAs(server, who);
    // What a program asks for, and what a provider has answered, is no thing of anybody's: their pages say that it is
    // over, to everybody alike.
    const pages = ENTRY_POINTS.filter(
      ({ kind, path, act }) =>
        kind === 'page' && /\[(?!flow)/.test(path) && act !== 'client:let-in',
    );
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
