import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { crossProduct } from '#e2e/support/cross-product';
import { GATED, PRIVATE } from '#e2e/support/gated';
import { formsOf, send, sendRouted } from '#e2e/support/http';
import { rows } from '#e2e/support/rows';
import { startServer } from '#e2e/support/server';
import { expect, newNetwork, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const outside = () => ({ 'X-Forwarded-For': newNetwork() });

test('a private page under the name of a static file is not there', async ({ server }) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const paths = [
    '/dashboard/x.css',
    '/settings/x.css',
    '/settings/sessions/x.js',
    '/settings/sessions.css',
    '/settings/%0ax.js',
    '/settings;a.png',
    '/dashboard;a.png',
    '/dashboard/..%2f_next/static/x.js',
    '/dashboard%2f..%2f_next%2fstatic%2fx.js',
    '/_next/static/..%2f..%2fdashboard',
    '/dashboard%3fx.css',
    '/dashboard%23x.css',
    '/dashboard/%2e%2e/x.css',
  ];
  for (const path of paths) {
    const answer = await ada.go(path);
    expect([307, 308, 400, 404], path).toContain(answer.status);
    expect(answer.text.replace(/Captured/, ''), path).not.toMatch(PRIVATE);
    expect(answer.headers['cache-control'], path).toContain('no-store');
  }
});

test('every page that depends on who asks says that nobody may keep it', async ({ server }) => {
  const ada = newVisitor(server);
  await ada.signUp();
  for (const visitor of [ada, newVisitor(server)]) {
    for (const path of [
      '/',
      '/sign-in',
      '/sign-up',
      '/sign-up/verify',
      '/forgot-password',
      '/reset-password',
      '/session/alive',
      '/.well-known/change-password',
      '/settings/data/export',
      ...GATED,
      '/dashboard?_rsc',
      '/nothing',
      '/health/ready',
    ]) {
      const answer = await visitor.go(path, { headers: path.includes('_rsc') ? { RSC: '1' } : {} });
      expect(answer.headers['cache-control'], path).toContain('no-store');
      expect(answer.headers['cache-control'], path).not.toMatch(/public|s-maxage|stale/);
      expect(answer.headers.vary, path).toContain('Cookie');
      expect(answer.headers['x-nextjs-cache'], path).toBeUndefined();
      expect(answer.headers.etag, path).toBeUndefined();
    }
  }
});

test('files of the server, its sources and its data are not served', async ({ server }) => {
  const paths = [
    '/.env', '/.env.local', '/.env.production', '/.git/HEAD', '/.git/config', '/package.json', '/package-lock.json',
    '/next.config.mjs', '/middleware.ts', '/lib/env.ts', '/app/page.tsx', '/data/gatehouse.db', '/gatehouse.db',
    '/gatehouse.db-wal', '/data/secret', '/data/actions-key', '/.next/BUILD_ID', '/_next/BUILD_ID', '/_next/build-manifest.json',
    '/_next/server/app/page.js', '/_next/server/server-reference-manifest.json', '/_next/required-server-files.json',
    '/_next/static/../server/app/page.js', '/_next/static/..%2fserver/server-reference-manifest.json',
    '/_next/static/%2e%2e/%2e%2e/package.json', '/_next/static/..%2f..%2f..%2fetc%2fpasswd', '/_next/static/chunks/..%5c..%5cserver',
    '/_next/static/chunks/main.js.map', '/favicon.ico.map', '/node_modules/next/package.json', '/server.js', '/drizzle/schema.ts',
  ]; // biome-ignore format: one list
  for (const path of paths) {
    const { status, text } = await send(server, path, { headers: outside() });
    expect([307, 308, 400, 404], path).toContain(status);
    expect(text, path).not.toMatch(/root:x:|"dependencies"|SQLite format|ref: refs|import /);
  }
});

test('what is stored, drawn and built is readable by its owner only', async ({ server, nodes }) => {
  await newVisitor(server).signUp();
  const stored = filesIn(server.folder);
  // Nodes keep what they store on PostgreSQL, and are told their secret.
  const names = ['gatehouse.db', 'gatehouse.db-wal', 'gatehouse.db-shm', 'secret'];
  for (const name of nodes === 2 ? [] : names) expect(stored).toContain(join(server.folder, name));
  const built = filesIn('.next');
  // In it lies the key that seals what actions are bound to.
  expect(built).toContain('.next/server/server-reference-manifest.json');
  const all = [...stored, ...built, server.folder, '.next', 'data', 'data/actions-key'];
  const open = all.filter((path) => (statSync(path).mode & 0o077) !== 0);
  expect(open).toEqual([]);
});

/** Every file and folder in it; links lead to packages, which are for everybody. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isSymbolicLink())
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? [path, ...filesIn(path)] : [path];
    });

test('nothing for developers is served in production', async ({ server }) => {
  const paths = ['/_next/webpack-hmr', '/_next/hmr', '/__nextjs_original-stack-frame', '/__nextjs_original-stack-frames', '/__nextjs_launch-editor?file=x', '/__nextjs_source-map', '/__nextjs_error_feedback', '/__nextjs_font/x', '/__nextjs_devtools_config', '/__nextjs_restart_dev', '/__nextjs_disable_dev_indicator', '/_next/mcp', '/_next/devtools', '/__next_mcp', '/api/draft', '/api/preview', '/api/enable-draft', '/_next/development/_devPagesManifest.json', '/dev/mailbox', '/dev', '/dev/clock', '/dev/components', '/test', '/debug', '/metrics', '/server-status', '/graphql', '/actuator']; // biome-ignore format: one list
  for (const path of paths) {
    const { status, text } = await send(server, path, { headers: outside() });
    expect(status, path).toBe(404);
    expect(text, path).not.toMatch(/Captured mail|gatehouse_requests/);
  }
});

test('the mailbox opens to its key, the metrics to this machine, and neither to a header that claims it', async ({
  server,
}) => {
  const claims = [
    '127.0.0.1',
    '::1',
    '127.1',
    'localhost',
    '::ffff:127.0.0.1',
    '[::1]:80',
    '127.0.0.1:80',
    'unknown',
    '',
  ];
  const names = [
    'X-Forwarded-For',
    'Forwarded',
    'X-Real-IP',
    'Client-IP',
    'CF-Connecting-IP',
    'True-Client-IP',
  ];
  const said = crossProduct(names, claims).map(([name, claim]) => ({
    'X-Forwarded-For': newNetwork(),
    [name]: name === 'Forwarded' ? `for=${claim}` : claim,
  }));
  const listed = claims.map((claim) => ({ 'X-Forwarded-For': `${claim}, ${newNetwork()}` }));
  const asked = [...said, ...listed].flatMap((one) => [one, { ...one, Host: '127.0.0.1' }]);
  const each = [
    ...crossProduct(['/dev/mailbox', '/metrics'], asked),
    ['/dev/mailbox', {}] as const,
  ];
  for (const [path, headers] of each) {
    const { text, status } = await send(server, path, { headers });
    const what = `${path} ${JSON.stringify(headers)}`;
    expect(text, what).not.toMatch(/Captured mail|gatehouse_requests/);
    expect([404, 421], what).toContain(status);
  }
  expect((await send(server, '/metrics')).text).toContain('gatehouse_requests_total');
});

test('a token opens the metrics from elsewhere, and nothing like it does', {
  tag: '@long',
}, async () => {
  const token = 'k7Vt2yQ9wZ4mX8bN3pLr';
  const server = await startServer({ METRICS_TOKEN: token });
  const ask = async (authorization: string) =>
    (await send(server, '/metrics', { headers: { ...outside(), Authorization: authorization } }))
      .status;
  expect(await ask(`Bearer ${token}`)).toBe(200);
  for (const wrong of [
    '',
    'Bearer',
    'Bearer ',
    token,
    `bearer ${token}`,
    `Bearer ${token}x`,
    `Bearer ${token.slice(1)}`,
    'Basic Zg==',
    `Bearer  ${token}`,
  ])
    expect(await ask(wrong), wrong).toBe(404);
  await server.remove();
});

test('what browsers are given holds nothing of the server, and is the same for everybody', async ({
  server,
}) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const secret =
    server.settings['SESSION_SECRET'] ?? readFileSync(join(server.folder, 'secret'), 'utf8').trim();
  const files = readdirSync('.next/static', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replace('.next/static', '/_next/static'));
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
  for (const file of files) {
    const answer = await ada.go(file);
    const stranger = await send(server, file, { headers: outside() });
    expect(answer.status, file).toBe(200);
    expect(answer.text).toBe(stranger.text);
    expect(answer.setCookies).toEqual([]);
    expect(answer.headers['cache-control'], file).toMatch(/immutable|no-store|max-age=0/);
    if (!/\.(js|css)$/.test(file)) continue;
    expect(answer.text, file).not.toContain(secret);
    expect(answer.text, file).not.toMatch(
      /\$argon2|passwordHash|password_hash|secret_hash|SESSION_SECRET|SMTP_URL|DATABASE_URL|better-sqlite3|drizzle-orm|iron-session|Fe26\.2|insert into|audit_events|sourceMappingURL|currentClient|requireViewer/i,
    );
  }
});

test('pages and payloads hold the fields they show and no others', { tag: '@long' }, async ({
  server,
}) => {
  const bob = newVisitor(server);
  const stranger = await bob.signUp();
  const ada = newVisitor(server);
  const email = await ada.signUp();
  await newVisitor(server).signIn(email);
  const secrets = [
    ...rows(server, 'select secret_hash, user_id from sessions').flatMap((row) =>
      Object.values(row),
    ),
    ...rows(server, 'select secret, user_id from credentials').flatMap((row) => Object.values(row)),
    ...rows(server, 'select flow_hash, code_hash, id from codes').flatMap((row) =>
      Object.values(row),
    ),
    ...[...ada.cookies.values()],
    stranger,
  ].map(String);
  expect(secrets.length).toBeGreaterThan(8);
  for (const path of ['/', '/dashboard', '/settings/sessions']) {
    for (const headers of [{}, { RSC: '1' }]) {
      const address = headers.RSC ? `${path}?_rsc` : path;
      const { text, status } = await ada.go(address, { headers });
      expect(status).toBe(200);
      for (const value of secrets.filter(Boolean)) expect(text, path).not.toContain(value);
      expect(text).not.toMatch(
        /Fe26\.2|\$argon2|password_?hash|secret_?hash|idleSeconds|disabledAt/i,
      );
    }
  }
  const own = rows(
    server,
    'select s.id from sessions s join users u on u.id=s.user_id where u.email = ?',
    email,
  ).map(({ id }) => String(id));
  const { text } = await ada.go('/settings/sessions');
  const shown = formsOf('/', text).flatMap(({ hidden }) =>
    hidden.filter(([name]) => name === 'session'),
  );
  expect(shown.length).toBe(1);
  expect(own).toContain(shown[0]?.[1]);
  expect((await sendRouted(server, '/sign-in', { headers: outside() })).text).not.toMatch(
    /Fe26|\$argon2/,
  );
});
