import Database from 'better-sqlite3';
import { breaksIn } from '#e2e/support/audit-chain';
import { openDatabase } from '#e2e/support/open-database';
import { change, rows } from '#e2e/support/rows';
import { startServer } from '#e2e/support/server';
import { ageProof, newStaff } from '#e2e/support/staff';
import { expect, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const EXPORT = '/admin/audit/export';
const PEOPLE = '/admin/users/export';
const sent = { format: 'ndjson' };
const count = (text: string) => text.trimEnd().split('\n').length;

test('J-07 the log is for those who administer, whole exports for administrators only', async ({
  server,
}) => {
  const [member, support, admin] = [
    await newStaff(server, 'member'),
    await newStaff(server, 'support'),
    await newStaff(server, 'administrator'),
  ];
  for (const path of ['/admin/audit', '/admin/audit?type=user_created&person=x']) {
    expect((await member.go(path)).status).toBe(404);
    const asRouter = { headers: { RSC: '1' } };
    const answer = await member.go(path, asRouter);
    expect(answer.text).not.toMatch(/session_created|Verified up to/);
    expect((await support.go(path)).status).toBe(200);
    expect((await admin.go(path)).status).toBe(200);
    expect((await newVisitor(server).go(path)).headers.location).toContain('/sign-in?next=');
  }
  expect((await support.go('/admin/audit')).text).not.toContain('Export as');
  expect((await member.download(EXPORT, sent)).status).toBe(404);
  expect((await support.download(EXPORT, sent)).status).toBe(404);
  expect((await admin.go(EXPORT)).headers.location).toMatch(/\/admin\/audit$/);
  expect((await admin.download(EXPORT, sent)).status).toBe(200);
  expect((await admin.go('/admin/users')).text).toContain('Export as CSV');
  expect((await support.go('/admin/users')).text).not.toContain('Export as CSV');
  for (const one of [member, support]) expect((await one.download(PEOPLE)).status).toBe(404);
  expect((await admin.go(PEOPLE)).headers.location).toMatch(/\/admin\/users$/);
  const refused = 'select type from audit_events where type = ? and detail like ?';
  expect(rows(server, refused, 'authz_fail', 'account:export%')).toHaveLength(2);
  expect(rows(server, refused, 'authz_fail', 'audit:%').length).toBeGreaterThanOrEqual(4);
});

test('J-16 an export is a file to be kept, cached nowhere, whole, and its hashes hold', async ({
  server,
}) => {
  const admin = await newStaff(server, 'administrator');
  const asCsv = { format: 'csv', from: '', to: '' };
  const csv = await admin.download(EXPORT, asCsv);
  const json = await admin.download(EXPORT, { format: '../../x', from: "'" });
  expect(csv.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': expect.stringMatching(/^attachment; filename="audit-[\d-]{10}\.csv"$/),
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
  expect(json.headers).toMatchObject({
    'content-type': 'application/x-ndjson; charset=utf-8',
    'content-disposition': expect.stringMatching(
      /^attachment; filename="audit-[\d-]{10}\.ndjson"$/,
    ),
  });
  const entries = json.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, at) => at + 1));
  expect(count(csv.text)).toBe(entries.length);
  expect(entries.at(-1)).toMatchObject({ type: 'sensitive_read', actor: 'administrator' });
  expect(csv.text + json.text).not.toMatch(/\$argon2|Fe26\.2/);
  const database = openDatabase(server.database);
  expect(breaksIn(database)).toEqual([]);
  database.close();
});

test('J-16 an export of people has whom its filter has, no secret, and is an entry', async ({
  server,
}) => {
  const admin = await newStaff(server, 'administrator');
  const member = await newStaff(server, 'member');
  const asked = { q: 'EXAMPLE.com', role: 'administrator', state: 'active' };
  const { headers, text } = await admin.download(PEOPLE, asked);
  expect(headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': expect.stringMatching(/^attachment; filename="people-[\d-]{10}\.csv"$/),
    'cache-control': 'private, no-store',
  });
  expect(text).toContain(admin.email);
  expect(text).not.toContain(member.email);
  // What no form sends asks for nobody more, and fails nothing.
  for (const odd of [{ role: 'root', state: "' or 1=1" }, { q: '\u0000%' }, {}])
    expect((await admin.download(PEOPLE, odd)).status).toBe(200);
  expect(text).not.toMatch(/\$argon2|Fe26\.2/);
  const query =
    "select detail, object from audit_events where type = 'sensitive_read' and actor_id = (select id from users where email = ?) order by seq";
  expect(rows(server, query, admin.email).map((row) => Object.values(row))).toEqual([
    ['some_people', 'users'],
    ['all_people', 'users'],
    ['some_people', 'users'],
    ['all_people', 'users'],
  ]);
});

test('J-16 an export by a session that was not proven lately asks for the password', async ({
  server,
}) => {
  const admin = await newStaff(server, 'administrator');
  ageProof(server, admin.email, 6);
  expect((await admin.download(PEOPLE)).headers.location).toContain('/confirm?next=/admin/users');
  const answer = await admin.download(EXPORT, sent);
  expect(answer.headers.location).toContain('/confirm?next=/admin/audit');
});

test('B-01 a form from elsewhere is an entry, with its address and page', async ({ server }) => {
  const visitor = newVisitor(server);
  const headers = { Origin: 'http://evil.test', 'User-Agent': 'Forged/1' };
  for (let nth = 0; nth < 13; nth++)
    expect((await visitor.post('/settings/profile?x=y', { body: '', headers })).status).toBe(403);
  const query = 'select * from audit_events where type = ? and address = ?';
  const found = () => rows(server, query, 'malicious_csrf', visitor.network);
  await expect.poll(() => found().length).toBe(10);
  expect(found()[0]).toMatchObject({
    detail: 'foreign_form?path=%2Fsettings%2Fprofile&origin=http%3A%2F%2Fevil.test',
    user_agent: 'Forged/1',
    result: 'failure',
  });
});

test('J-07 a cookie of a session that was ended is an entry when it is used, by whatever header it hides', async ({
  server,
}) => {
  const cloak = { Purpose: 'prefetch', 'Sec-Purpose': 'prefetch', 'Next-Router-Prefetch': '1' };
  for (const headers of [{}, cloak]) {
    const visitor = newVisitor(server);
    await visitor.signUp();
    const stolen = visitor.cookies.get('session') as string;
    await visitor.signOut();
    visitor.cookies.set('session', stolen);
    for (let nth = 0; nth < 3; nth++) await visitor.go('/dashboard', { headers });
    const query = 'select detail from audit_events where type = ? and address = ?';
    await expect
      .poll(() => rows(server, query, 'session_use_after_expire', visitor.network))
      .toEqual([{ detail: 'ended' }]);
  }
});

test('J-07 rows that were changed in the file are found at the next start and shown to administrators', {
  tag: '@long',
}, async () => {
  const server = await startServer();
  try {
    const admin = await newStaff(server, 'administrator');
    expect(() => change(server, 'delete from audit_events')).toThrow(/audit log/);
    expect(() => change(server, "update audit_events set detail = 'x'")).toThrow(/audit log/);
    await server.stop();
    const tool = new Database(server.database);
    tool.exec(
      "drop trigger audit_events_fixed; update audit_events set address = '192.0.2.1' where seq = 2",
    );
    tool.close();
    await server.start();
    await expect.poll(() => server.output()).toContain('"event":"audit_log_broken"');
    const { text } = await admin.go('/admin/audit');
    expect(text).toContain('The log was changed');
    expect(text).toContain('Entry 2 does not fit');
    expect(text).toContain('audit_events_fixed');
  } finally {
    await server.remove();
  }
});
