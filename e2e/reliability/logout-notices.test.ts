import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { formSaying } from '#e2e/support/notes';
import { rows } from '#e2e/support/rows';
import { freePort, LIGHT, startServer, type TestServer } from '#e2e/support/server';
import { newSite } from '#e2e/support/site';
import { expect, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const MANY = 1_000;
/** As long as a health check waits for our own work: milliseconds. */
const MOST_MS = 100;
const DAY_MS = 24 * 3_600_000;

/** Puts sessions of somebody at a site into the database, as so many browsers have left them. */
function fill(server: TestServer, email: string, clientId: string) {
  const [user] = rows(server, 'select id from users where email = ?', email);
  const [own] = rows(server, 'select root from sessions where user_id = ?', String(user?.['id']));
  const database = new Database(server.database, { timeout: 5_000 });
  const insert = database.prepare(
    "insert into sessions (id, user_id, secret_hash, is_persistent, created_at, last_seen_at, idle_seconds, expires_at, address, user_agent, client_id, begun_in, root) values (?, ?, '', 1, ?, ?, 7776000, ?, '', '', ?, 'gone', ?)",
  );
  const now = Date.now();
  database.transaction(() => {
    for (let nth = 0; nth < MANY; nth++)
      insert.run(randomUUID(), user?.['id'], now, now, now + 90 * DAY_MS, clientId, own?.['root']);
  })();
  database.close();
}

test('a thousand sessions that end at once are told to their site, and hold up no page', {
  tag: '@long',
}, async () => {
  const probe = await freePort();
  const module = pathToFileURL(resolve('e2e/support/loop-probe.mjs')).href;
  const server = await startServer({
    ...LIGHT,
    NODE_OPTIONS: `--import ${module}`,
    PROBE_PORT: String(probe),
  });
  const longest = async () => Number(await (await fetch(`http://127.0.0.1:${probe}`)).text());
  const site = await newSite(server);
  try {
    const ada = newVisitor(server);
    const email = await ada.signUp();
    fill(server, email, site.id);
    const form = await formSaying(ada, '/settings/sessions', 'Sign out everywhere else');
    const stranger = newVisitor(server);
    for (let nth = 0; nth < 20; nth++) await stranger.go('/sign-in');
    await longest();
    await ada.submit(form, []);
    const pages: number[] = [];
    while (site.told.length < MANY) {
      const begun = performance.now();
      expect((await stranger.go('/sign-in')).status).toBe(200);
      pages.push(performance.now() - begun);
    }
    const held = await longest();
    console.log(
      `${MANY} notices within ${(pages.reduce((sum, one) => sum + one, 0) / 1000).toFixed(1)} s; held up for ${held.toFixed(0)} ms at most; slowest of ${pages.length} pages ${Math.max(...pages).toFixed(0)} ms`,
    );
    expect(held).toBeLessThanOrEqual(MOST_MS);
    await expect.poll(() => rows(server, 'select id from logout_notices').length).toBe(0);
    expect(new Set(site.told).size).toBe(MANY);
  } finally {
    site.close();
    await server.remove();
  }
});
