import { expect, test } from 'vitest';
import { checkSettings } from '#lib/env';
import { problemWithPostgresUrl, readPostgresUrl } from '#lib/env/postgres-url';

test('an address says who, where and how', () => {
  expect(
    readPostgresUrl('postgres://ga%40te:p:a%2Fss@db.example.org:6432/house?pool=4&readers=3'),
  ).toEqual({
    hosts: [{ host: 'db.example.org', port: 6432 }],
    user: 'ga@te',
    password: 'p:a/ss',
    database: 'house',
    tls: { rejectUnauthorized: true },
    readers: 3,
    writers: 4,
    isPrepared: true,
  });
});

test('several hosts, each with its port, and a folder with a socket', () => {
  const { hosts } = readPostgresUrl('postgresql://g@a,b:5433,[::1]:5434/g?sslmode=disable');
  expect(hosts).toEqual([
    { host: 'a', port: 5432 },
    { host: 'b', port: 5433 },
    { host: '::1', port: 5434 },
  ]);
  const here = readPostgresUrl('postgres://g@/g?host=/run/postgresql&prepare=off');
  expect(here).toMatchObject({
    hosts: [{ host: '/run/postgresql' }],
    tls: false,
    isPrepared: false,
  });
  const second = readPostgresUrl('postgres://g@:5433/g?host=/run/postgresql');
  expect(second.hosts).toEqual([{ host: '/run/postgresql', port: 5433 }]);
});

test.each([
  ['localhost', '', false],
  ['127.0.0.1', '', false],
  ['db.example.org', '', { rejectUnauthorized: true }],
  ['localhost,db.example.org', '', { rejectUnauthorized: true }],
  ['db.example.org', '?sslmode=require', { rejectUnauthorized: false }],
  ['db.example.org', '?sslmode=disable', false],
])('at %s with "%s" the connection is as safe as it can be told', (host, options, tls) => {
  expect(readPostgresUrl(`postgres://g@${host}/g${options}`).tls).toEqual(tls);
});

test.each([
  ['postgres:', /must look like/],
  ['postgres://g:secret-word@host', /must look like/],
  ['postgres://g:secret-word@ho st/g', /must look like|unreachable/],
  ['postgres://g:secret-word@host:99999/g', /must look like/],
  ['postgres://g:secret-word@host/g?ssl=true', /has the option ssl, which is none of/],
  ['postgres://g:secret-word@host/g?sslmode=prefer', /must be disable or require or verify-full/],
  ['postgres://g:secret-word@host/g?sslrootcert=/no/such/file', /file that can be read/],
  ['postgres://g:secret-word@host/g?pool=0', /whole number from 1 to 100/],
  ['postgres://g:secret-word@host/g?target_session_attrs=any', /must be read-write/],
  ['postgres://g:100%@host/g', /write it as %25/],
])('%s is refused in one sentence that does not say the password', (url, says) => {
  const problem = problemWithPostgresUrl(url);
  expect(problem).toMatch(says);
  expect(problem).not.toContain('secret-word');
  const checked = checkSettings({ DATABASE_URL: url } as unknown as NodeJS.ProcessEnv);
  expect(checked).toMatchObject({
    ok: false,
    problems: expect.arrayContaining([{ name: 'DATABASE_URL', message: problem }]),
  });
});

test('with a server SESSION_SECRET has to be given, for each machine would make its own', () => {
  const DATABASE_URL = 'postgres://g@localhost/g';
  const checked = checkSettings({ DATABASE_URL } as unknown as NodeJS.ProcessEnv);
  expect(checked).toMatchObject({ ok: false, problems: [{ name: 'SESSION_SECRET' }] });
});
