import { beforeEach, expect, test } from 'vitest';
import { addSession, addUser, emptyTables } from '#lib/fresh.test-support';
import { findByBearer } from '#lib/oauth/bearer';
import { codeFor, deviceTokens, redeem, refresh, viewerOf } from '#lib/oauth/flows.test-support';

beforeEach(emptyTables);

const ada = async () => viewerOf(await addSession(await addUser()));

test('a device is let in by the code a person types, and gets its tokens once', async () => {
  const viewer = await ada();
  const tokens = await deviceTokens(viewer);
  expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 600 });
  const bearer = await findByBearer(tokens.access_token);
  expect(bearer?.viewer.user.id).toBe(viewer.user.id);
});

test('an app gets a code for its verifier', async () => {
  const viewer = await ada();
  const { code, verifier, url } = await codeFor(viewer);
  expect(url.origin).toBe('http://127.0.0.1:51234');
  const answer = await redeem(code, verifier);
  expect([answer.status, await answer.clone().text()]).toEqual([200, expect.any(String)]);
  const tokens = await answer.json();
  const next = await refresh(tokens.refresh_token);
  expect(next.status).toBe(200);
});
