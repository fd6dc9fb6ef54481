import { everyAccountForm } from '#e2e/support/account-forms';
import { asCall, asForm } from '#e2e/support/http';
import { countRows, rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, test } from '#e2e/support/test';

const FOREIGN: Record<string, string>[] = [
  { Origin: 'http://evil.test' },
  { Origin: 'null' },
  { Origin: 'http://localhost' },
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'same-site' },
];

/** Everything an act of the account could have changed. */
const stateOf = (server: TestServer) => ({
  counts: countRows(server),
  users: rows(server, 'select * from users order by id'),
  sessions: rows(server, 'select id, secret_hash, proven_at from sessions order by id'),
  codes: rows(server, 'select id, code_hash, tries_left, redeemed_at from codes order by id'),
  // That somebody tried is noted, and that it was too often to note each time; nothing else is.
  events: rows(
    server,
    "select count(*) as count from audit_events where type <> 'malicious_csrf' and not (type = 'excess_rate_limit_exceeded' and object in ('limit:event/network', 'limit:event/all'))",
  ),
});

test('no form of the account is taken from another site, and nothing has changed', async ({
  server,
}) => {
  const { ada, acts } = await everyAccountForm(server);
  const before = stateOf(server);
  for (const { name, by, form, fields, hasState } of acts) {
    for (const sent of [asForm(form, fields), asCall(form, fields, { hasState })]) {
      for (const origin of FOREIGN) {
        const answer = await by.post(form.path, {
          body: sent.body,
          headers: { ...sent.headers, ...origin } as Record<string, string>,
        });
        expect(answer.status, `${name} ${JSON.stringify(origin)}`).toBe(403);
        expect(answer.setCookies, name).toEqual([]);
        expect(answer.text, name).toContain('This did not come from our own page');
      }
    }
  }
  for (const origin of FOREIGN) {
    const answer = await ada.post('/settings/data/export', { body: '', headers: origin });
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain('"account"');
  }
  expect(stateOf(server)).toEqual(before);
});

test('no address of the account changes anything when it is only opened', async ({ server }) => {
  const { ada, acts } = await everyAccountForm(server);
  const before = stateOf(server);
  for (const { name, by, form, fields } of acts) {
    const query = new URLSearchParams(
      [...form.hidden, ...fields].map(([key, value]) => [key, String(value)]),
    );
    for (const headers of [{}, { RSC: '1' }, { 'X-HTTP-Method-Override': 'POST' }] as Record<
      string,
      string
    >[]) {
      const answer = await by.go(`${form.path}?${query}`, { headers });
      expect(answer.status, name).toBeLessThan(500);
      expect(answer.setCookies, name).toEqual([]);
    }
  }
  const download = await ada.go('/settings/data/export');
  expect(download.headers['content-disposition']).toBeUndefined();
  expect(stateOf(server)).toEqual(before);
});
