import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { sessions } from '#drizzle/schema/sessions';
import { revokeSessionsOf } from '#lib/admin/revoke-sessions';
import { db } from '#lib/db/client';
import { approve, deny } from '#lib/oauth/consent';
import { findRequest } from '#lib/oauth/consent-request';
import { authorize, CLI, codeFor, get, uidOf, viewerOfTicket } from '#lib/oauth/flows.test-support';
import type { Viewer } from '#lib/session/store';
import { addUser, beginSession, emptyTables } from '#lib/testing/database.test-support';

let viewer: Viewer;
beforeEach(async () => {
  await emptyTables();
  viewer = await viewerOfTicket(await beginSession(await addUser()));
});

test('an answer counts once, and only while the one who gives it is signed in', async () => {
  const { location } = await authorize();
  const uid = uidOf(location);
  expect(await findRequest(uid)).toMatchObject({
    client: { id: CLI, name: 'gatehouse CLI' },
    goesTo: '127.0.0.1:51234',
    answeredAt: null,
  });
  const answers = await Promise.all([
    approve(viewer, uid),
    approve(viewer, uid),
    deny(viewer, uid),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const late = uidOf((await authorize()).location);
  await revokeSessionsOf('operator', viewer.user.id);
  expect(await approve(viewer, late)).toMatchObject({ ok: false });
  expect(await db().select().from(sessions)).toEqual([]);
});

test('a program that was turned away is told so, and nothing is left', async () => {
  const { location, cookie } = await authorize();
  await deny(viewer, uidOf(location));
  const back = await get(`/oauth/authorize/${uidOf(location)}`, { cookie });
  const url = new URL(back.headers.get('location') ?? '');
  expect([
    url.searchParams.get('error'),
    url.searchParams.get('code'),
    url.searchParams.get('state'),
  ]).toEqual(['access_denied', null, 'a-state']);
  expect(await db().select().from(sessions)).toHaveLength(1);
  expect((await db().select().from(auditEvents)).at(-1)).toMatchObject({
    type: 'authn_token_denied',
    userId: viewer.user.id,
    object: 'client:gatehouse-cli',
    detail: 'program?name=gatehouse+CLI',
  });
});

test('the answer goes on only in the browser that began, and only once', async () => {
  const { location, cookie } = await authorize();
  const uid = uidOf(location);
  await approve(viewer, uid);
  const other = await authorize();
  for (const wrong of ['', cookie.replace(/oauth-resume\.sig=[^;]*/, 'oauth-resume.sig=x')])
    expect((await get(`/oauth/authorize/${uid}`, { cookie: wrong })).status).toBe(400);
  const elsewhere = await get(`/oauth/authorize/${uid}`, { cookie: other.cookie });
  expect(elsewhere.headers.get('location')).toMatch(/^\/oauth\/consent\//);
  expect((await get(`/oauth/authorize/${uid}`, { cookie })).status).toBe(303);
  expect((await get(`/oauth/authorize/${uid}`, { cookie })).status).toBe(400);
});

test('a person is asked each time, also by a program that is in already', async () => {
  await codeFor(viewer);
  const { location } = await authorize();
  expect(location).toMatch(/^\/oauth\/consent\//);
  const silent = await authorize({ prompt: 'none' });
  expect(new URL(silent.location).searchParams.get('error')).toBe('login_required');
});
