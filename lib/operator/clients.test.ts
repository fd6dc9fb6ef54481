import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { newDeployment } from '#lib/testing/deployment.test-support';
import { openFile } from '#lib/testing/open-file.test-support';

// Each command is a process of its own, and machines are slow at times.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const here = newDeployment();
const { gatehouse } = here;
beforeAll(() => here.seed());
afterAll(() => here.remove());

const added = (...words: string[]) => gatehouse('clients', 'add', ...words, '--json');

test('the client that comes along is there, others are added, listed and shut out', async () => {
  const redirect = 'http://127.0.0.1/callback, https://app.example.com/back';
  const { exitCode, stdout } = await added('my-app', '--name', 'My app', '--redirect', redirect);
  expect([exitCode, JSON.parse(stdout)]).toEqual([
    0,
    { client_id: 'my-app', kind: 'native', client_secret: null },
  ]);
  const list = await gatehouse('clients', 'list');
  expect(list.stdout).toBe(
    'gatehouse-cli  "gatehouse CLI"  native  http://127.0.0.1/callback  (openid profile email account:read sessions notes:read notes:write)\n' +
      'my-app  "My app"  native  http://127.0.0.1/callback  https://app.example.com/back  (account:read)\n',
  );
  expect((await added('thin', '--scope', 'notes:read books:read')).exitCode).toBe(0);
  expect((await gatehouse('clients', 'list')).stdout).toContain('(notes:read books:read)');
  expect((await gatehouse('clients', 'remove', 'thin')).exitCode).toBe(0);
  expect((await added('thin', '--scope', 'notes,read')).exitCode).toBe(2);
  expect((await added('my-app')).exitCode).toBe(1);
  expect((await gatehouse('clients', 'remove', 'my-app')).exitCode).toBe(0);
  expect((await gatehouse('clients', 'remove', 'my-app')).exitCode).toBe(3);
});

test('a client that can keep a secret gets one, shown once and kept as its hash', async () => {
  const { stdout } = await added(
    'my-site',
    '--kind',
    'web',
    '--redirect',
    'https://site.example.com/in',
  );
  const { client_secret: secret } = JSON.parse(stdout) as { client_secret: string };
  expect(secret).toMatch(/^[\w-]{43}$/);
  const list = await gatehouse('clients', 'list', '--json');
  expect(list.stdout).not.toContain(secret);
  expect(list.stdout).not.toMatch(/secret(?!CreatedAt|EndsAt)/i);
});

test('an audience has one service', async () => {
  const service = ['--kind', 'service', '--audience', 'https://api.example.com', '--scope', 'read'];
  expect((await added('one-api', ...service)).exitCode).toBe(0);
  for (const [id, says] of [
    ['other-api', /Another service has this audience/],
    ['one-api', /There is a client one-api already/],
  ] as const) {
    const { exitCode, stderr } = await gatehouse('clients', 'add', id, ...service);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(says)]);
  }
});

test('a site is registered for a software, shown, changed, shut out and let in again', async () => {
  const site = 'https://wiki.example.com';
  const { stdout, exitCode } = await gatehouse('clients', 'add', 'wiki', '--for', 'apache', '--redirect', site); // biome-ignore format: one line
  const [, secret = ''] = stdout.match(/shown this once: ([\w-]{43})\n/) ?? [];
  expect(exitCode).toBe(0);
  for (const line of [
    'wiki may ask now (web).',
    'Issuer:      http://localhost:3000',
    `Redirect:    ${site}/signed-in`,
    'PKCE:        S256, or a nonce',
    'OIDCProviderMetadataURL http://localhost:3000/.well-known/openid-configuration',
    'OIDCClientID wiki',
    `OIDCClientSecret ${secret}`,
    `OIDCRedirectURI ${site}/signed-in`,
  ])
    expect(stdout.split('\n')).toContain(line);
  const changes = [
    '--name',
    'The wiki',
    '--auth',
    'post',
    '--alg',
    'ES256',
    '--pkce',
    '--first-party',
  ];
  expect((await gatehouse('clients', 'update', 'wiki', ...changes)).exitCode).toBe(0);
  const shown = await gatehouse('clients', 'show', 'wiki', '--json');
  expect(JSON.parse(shown.stdout).client).toMatchObject({
    name: 'The wiki',
    redirectUris: [`${site}/signed-in`],
    auth: 'post',
    alg: 'ES256',
    needsPkce: true,
    consent: 'never',
    disabledAt: null,
  });
  await gatehouse('clients', 'update', 'wiki', '--no-pkce', '--no-first-party');
  const again = await gatehouse('clients', 'show', 'wiki', '--for', 'apache');
  expect(again.stdout).toContain('S256, or a nonce');
  expect(again.stdout).toContain('asked once');
  expect(again.stdout).not.toContain(secret);
  expect((await gatehouse('clients', 'disable', 'wiki')).exitCode).toBe(0);
  expect((await gatehouse('clients', 'list')).stdout).toMatch(/^wiki .* {2}disabled$/m);
  expect((await gatehouse('clients', 'enable', 'wiki')).exitCode).toBe(0);
  expect((await gatehouse('clients', 'list')).stdout).not.toMatch(/disabled/);
  for (const act of ['update', 'show', 'disable', 'enable'])
    expect((await gatehouse('clients', act, 'nobody', ...(act === 'update' ? ['--name', 'x'] : []))).exitCode).toBe(3); // biome-ignore format: one line
});

test('an MCP server is a service, and an agent that said by a document who it is gets its scopes', async () => {
  const about = ['--audience', 'https://mcp.example.com/mcp', '--scope', 'books:read'];
  const { stdout } = await gatehouse('clients', 'add', 'mcp', '--for', 'mcp', ...about);
  expect(stdout.split('\n')).toEqual(
    expect.arrayContaining([
      'mcp may ask now (service).',
      "const site = 'https://mcp.example.com';",
      "const gatehouse = 'http://localhost:3000';",
    ]),
  );
  expect(stdout).toMatch(/btoa\('mcp:[\w-]{43}'\)/);
  const agent = 'https://claude.ai/agent.json';
  // As lib/oauth/documents enters it.
  const enter = `insert into oauth_clients (id, name, kind, redirect_uris, scope, created_at) values ('${agent}', 'An agent', 'native', '["http://localhost/x"]', 'notes:read', 1)`; // biome-ignore format: one line
  openFile(here.file).exec(enter);
  const done = await gatehouse('clients', 'update', agent, '--scope', 'books:read');
  expect([done.exitCode, done.stdout]).toEqual([0, expect.stringContaining('books:read')]);
  expect((await gatehouse('clients', 'remove', agent)).exitCode).toBe(0);
  // But nobody is added under an address.
  expect((await added(agent)).exitCode).toBe(2);
});

test('an app on this machine is told that a page is none', async () => {
  const { stdout } = await gatehouse('clients', 'add', 'tool', '--redirect', 'http://localhost/x');
  expect(stdout).toContain('A page in a browser cannot use this');
  await gatehouse('clients', 'remove', 'tool');
});

test.each([
  [['spa', '--redirect', 'https://spa.example.com/cb'], /Say by --kind/],
  [['spa', '--for', 'oidc-client-ts'], /A page without a server of its own cannot be a client/],
  [['spa', '--kind', 'spa'], /A page without a server of its own cannot be a client/],
  [['x-app', '--pkce'], /--pkce is for web only/],
  [['x-app', '--auth', 'post'], /--auth is for web, service, machine only/],
  [['x-web', '--kind', 'web', '--redirect', 'https://x.example', '--scope', 'x'], /--scope is for/],
  [
    ['x-web', '--kind', 'web', '--redirect', 'https://x.example', '--alg', 'none'],
    /--alg is one of/,
  ],
  [
    ['x-web', '--for', '../../README', '--redirect', 'https://x.example'],
    /--for is one of apache, /,
  ],
])('what is no client is said at the first step: %j', async (words, says) => {
  const { exitCode, stderr } = await gatehouse('clients', 'add', ...words);
  expect([exitCode, stderr]).toEqual([2, expect.stringMatching(says)]);
});

test('what is wrong is said in a sentence', async () => {
  const { exitCode, stderr } = await gatehouse(
    'clients',
    'add',
    'an-app',
    '--redirect',
    'myapp:/x',
  );
  expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/--redirect has to be https/)]);
});

test('a program that keeps a secret can be given another, and no other can', async () => {
  const { exitCode, stdout } = await gatehouse('clients', 'secret', 'my-site', '--json');
  expect([exitCode, JSON.parse(stdout)]).toEqual([
    0,
    { client_id: 'my-site', client_secret: expect.stringMatching(/^[\w-]{43}$/) },
  ]);
  expect((await gatehouse('clients', 'secret', 'gatehouse-cli')).exitCode).toBe(3);
});

test('a program that says who it is by a document can be narrowed, shut out and removed like any other', async () => {
  const id = 'https://claude.ai/oauth/client.json';
  const sqlite = openFile(here.file);
  sqlite.prepare("insert into oauth_clients (id, name, kind, redirect_uris, scope, created_at) values (?, 'Agent', 'native', '[\"http://localhost/callback\"]', 'notes:read notes:write', 1)").run(id); // biome-ignore format: one line
  sqlite.close();
  const act = async (...words: string[]) => (await gatehouse('clients', ...words)).exitCode;
  expect(await act('update', id, '--scope', 'notes:read')).toBe(0);
  const refused = await gatehouse('clients', 'update', id, '--name', 'Mine');
  expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringMatching(/Its document at claude\.ai says its name/)]); // biome-ignore format: one line
  const { stdout } = await gatehouse('clients', 'show', id, '--json');
  expect(JSON.parse(stdout)).toMatchObject({ client: { id, name: 'Agent', scope: 'notes:read' }, people: 0 }); // biome-ignore format: one line
  expect([await act('disable', id), await act('enable', id), await act('remove', id), await act('show', id)]).toEqual([0, 0, 0, 3]); // biome-ignore format: one line
});

/** As a server leaves the database that was last started with another secret than lies here. */
function ofAnotherServer() {
  const sqlite = openFile(here.file);
  sqlite.exec("insert into root_secrets values ('of-the-server', 1)");
  sqlite.exec("update oauth_clients set secret_hash = null where id = 'my-site'");
  onTestFinished(() => {
    sqlite.exec('delete from root_secrets');
    sqlite.close();
  });
}

test.each([
  ['clients', 'secret', 'my-site'],
  ['clients', 'add', 'other', '--kind', 'web', '--redirect', 'https://x.example.com'],
  ['keys', 'rotate'],
])('nothing is issued under another secret than the server has: %s %s', async (...words) => {
  ofAnotherServer();
  const { exitCode, stderr } = await gatehouse(...words.filter(Boolean));
  expect([exitCode, stderr]).toEqual([
    1,
    expect.stringMatching(/last started with another secret/),
  ]);
});

test('the list and the doctor name what ended with a secret, or would end', async () => {
  ofAnotherServer();
  const { stdout } = await gatehouse('clients', 'list');
  expect(
    stdout.split('\n').filter((line) => /needs a new secret: clients secret/.test(line)),
  ).toEqual([expect.stringMatching(/^my-site /)]);
  const { stdout: told } = await here.run('doctor', ['--json'], { PORT: '1' });
  const { findings } = JSON.parse(told) as { findings: { is: string; says: string }[] };
  expect(findings.filter(({ is }) => is !== 'ok').map(({ says }) => says)).toEqual([
    expect.stringMatching(/^The server was last started with another secret: the next start ends/),
    expect.stringMatching(/^The secret of my-site ended with an earlier SESSION_SECRET/),
    expect.stringMatching(/^A root secret has been in use for more than 365 days/),
  ]);
});

test('keys are listed and rotated, and only under the secret of the server', async () => {
  expect((await gatehouse('keys', 'list')).stdout).toMatch(/No keys yet/);
  // The secret is made by the first start; the seed alone needs none.
  const { stdout: secret } = await gatehouse('secret', 'new');
  const env = { SESSION_SECRET: secret.trim() };
  const first = await here.run('gatehouse', ['keys', 'rotate', '--json'], env);
  const second = await here.run('gatehouse', ['keys', 'rotate', '--json'], env);
  const { keys } = JSON.parse((await gatehouse('keys', 'list', '--json')).stdout) as {
    keys: { kid: string; alg: string; retiredAt: string | null }[];
  };
  const ofAccess = keys.filter(({ alg }) => alg === 'ES256');
  expect(keys).toHaveLength(4);
  expect(ofAccess.map(({ kid, retiredAt }) => [kid, retiredAt !== null])).toEqual([
    [JSON.parse(second.stdout).kid, false],
    [JSON.parse(first.stdout).kid, true],
  ]);
  rmSync(`${here.folder}/data/secret`, { force: true });
  const without = await gatehouse('keys', 'rotate');
  expect([without.exitCode, without.stderr]).toEqual([
    1,
    expect.stringMatching(/Set SESSION_SECRET/),
  ]);
});
