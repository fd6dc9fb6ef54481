import { v4 as uuid } from 'uuid';
import { beforeEach, expect, test, vi } from 'vitest';
import { findCaller } from '#lib/api/caller';
import type { ApiRefusal } from '#lib/api/problem';
import { viewerOfTicket } from '#lib/oauth/flows.test-support';
import { wrongTokensByNetwork } from '#lib/oauth/limits';
import { makePersonalToken } from '#lib/oauth/personal/make';
import { API_SCOPES, SCOPE_OF } from '#lib/permissions/scopes';
import {
  addUser,
  beginSession,
  clearSingleton,
  emptyTables,
  from,
} from '#lib/testing/database.test-support';

const { jar, module } = await vi.hoisted(async () =>
  (await import('#lib/session/cookies.test-support')).fakeCookies(),
);
vi.mock('next/headers', () => module);

beforeEach(async () => {
  await emptyTables();
  jar.clear();
  clearSingleton('tallies', 'personal-tokens');
});

async function tokenFor(scopes = [...API_SCOPES]) {
  const viewer = await viewerOfTicket(await beginSession(await addUser(`${uuid()}@example.com`)));
  const made = await makePersonalToken(viewer, { name: 'A', days: 7, scopes }, uuid());
  if (!made.ok) throw new Error(made.reason);
  return { token: made.value, viewer };
}

const call = (token: string, act: keyof typeof SCOPE_OF = 'account:read', network = '192.0.2.1') =>
  from(network, () =>
    findCaller(
      new Request('http://localhost:3000/api/v1/me', {
        headers: { authorization: `Bearer ${token}` },
      }),
      act,
    ),
  );
const reasonOf = async (asked: ReturnType<typeof call>) => ((await asked) as ApiRefusal).reason;

test.each(Object.entries(SCOPE_OF))('%s needs the scope %s, whatever else the token has', async (act, scope) => {
  const asked = act as keyof typeof SCOPE_OF;
  const { token } = await tokenFor([scope]);
  expect(await call(token, asked)).toMatchObject({ ok: true });
  const { token: others } = await tokenFor(API_SCOPES.filter((one) => one !== scope));
  expect(await call(others, asked)).toMatchObject({ reason: 'insufficient_scope', scope });
}); // biome-ignore format: one line

test('a token that opens nothing is 401, until the network has shown too many; a right one goes on', async () => {
  const { token, viewer } = await tokenFor();
  const wrong = token.slice(0, -1) + (token.endsWith('0') ? '1' : '0');
  expect(await reasonOf(call(wrong))).toBe('invalid_token');
  const answers = [];
  for (let nth = 0; nth < wrongTokensByNetwork.max; nth++)
    answers.push(await reasonOf(call(wrong)));
  expect(answers.filter((one) => one === 'too_many_requests')).toHaveLength(1);
  expect(await call(wrong)).toMatchObject({
    reason: 'too_many_requests',
    headers: { 'Retry-After': expect.stringMatching(/^\d+$/) },
  });
  expect(await call(token)).toMatchObject({ ok: true, viewer: { user: { id: viewer.user.id } } });
  expect(await reasonOf(call(wrong, 'account:read', '192.0.2.2'))).toBe('invalid_token');
});
