import { DatabaseSync } from 'node:sqlite';
import { APPS, type AppName, startApp } from '../support/existing-app.ts';
import { badTokens, openIssuer } from '../support/issuer.ts';
import { expect, test } from '../support/test.ts';

const ENDED = 'http://schemas.openid.net/event/backchannel-logout';

/** What lies in its table of sessions, beside one that nobody speaks of. */
function openTable(path: string) {
  const table = new DatabaseSync(path, { timeout: 5000 });
  return {
    begin: (sid: string) =>
      void table
        .prepare("insert into sessions values (?, 'Ada', 'ada@example.com', '', 9e9)")
        .run(sid),
    list: () =>
      table
        .prepare('select sid from sessions order by sid')
        .all()
        .map(({ sid }) => sid),
    close: () => table.close(),
  };
}

for (const name of Object.keys(APPS) as AppName[])
  test(`an app with ${name} ends a session at Gatehouse’s word, and at nobody else’s`, {
    tag: '@long',
  }, async () => {
    const issuer = await openIssuer();
    const app = await startApp(name, () => ({
      GATEHOUSE: issuer.url,
      CLIENT_ID: 'my-app',
      CLIENT_SECRET: 'x',
    }));
    const say = async (token: string, field = 'logout_token') =>
      (await fetch(`${app.url}/logged-out`, { method: 'POST', body: new URLSearchParams({ [field]: token }) })).status;
    const claims = { aud: 'my-app', sub: 'ada', sid: 'hers', jti: 'one', events: { [ENDED]: {} } };
    const kind = { claims, typ: 'logout+jwt' };
    const table = openTable(app.sessions);
    try {
      table.begin('hers');
      table.begin('another');
      const bad = {
        ...(await badTokens(issuer, kind, 61)),
        'an access token': await issuer.sign(kind, {}, { typ: 'at+jwt' }),
        'without an event': await issuer.sign(kind, { events: undefined }),
        'of another event': await issuer.sign(kind, { events: { other: {} } }),
        'with a list of events': await issuer.sign(kind, { events: [ENDED] }),
        'with a nonce': await issuer.sign(kind, { nonce: 'one' }),
        'without a session': await issuer.sign(kind, { sid: undefined }),
        'without a name of its own': await issuer.sign(kind, { jti: undefined }),
      };
      for (const [what, token] of Object.entries(bad)) expect(await say(token), what).toBe(400);
      expect(await say(await issuer.sign(kind), 'token')).toBe(400);
      expect([404, 405]).toContain((await fetch(`${app.url}/logged-out`)).status);
      expect(table.list()).toEqual(['another', 'hers']);

      expect(await say(await issuer.sign(kind)), app.output()).toBe(204);
      expect(table.list()).toEqual(['another']);
      // Told twice, or of one that it does not have: that is no fault.
      expect(await say(await issuer.sign(kind))).toBe(204);
      const rsa = await issuer.sign(kind, { sid: 'another' }, { alg: 'RS256', kid: 'rsa' }, issuer.rsa.privateKey);
      expect(await say(rsa)).toBe(204);
      expect(table.list()).toEqual([]);
    } finally {
      table.close();
      await app.stop();
      issuer.close();
    }
  }); // biome-ignore format: tables
