import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'; // biome-ignore format: one list
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { checkSettings } from '#lib/env';
import { makeFolder } from '#lib/testing/database.test-support';
import { openToOthers } from './image.mjs';

const read = (path: string) => readFileSync(path, 'utf8');
const CONTAINER = read('Containerfile');
const COMPOSE = read('compose.yaml');

/** The settings of a service of compose.yaml, with its own defaults and what else is set. */
function environmentOf(service: string, set: Record<string, string> = {}) {
  const [, part = ''] = COMPOSE.match(new RegExp(`\\n  ${service}:\\n((?: {4}.*\\n|\\n)+)`)) ?? [];
  const [, lines = ''] = part.match(/ {4}environment:\n((?: {6}.*\n)+)/) ?? [];
  const filled = (text: string) =>
    text.replace(/\$\{(\w+):-([^}]*)\}/g, (_, name, fallback) => set[name] ?? fallback);
  return Object.fromEntries(
    [...lines.matchAll(/^ {6}(\w+): (.*)$/gm)].map(([, name, value = '']) => [name, filled(value)]),
  );
}
/** What the image itself sets. */
const OF_IMAGE = Object.fromEntries(
  [...(CONTAINER.match(/^ENV (.*)$/m)?.[1] ?? '').matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]), // biome-ignore format: one line
);

const SET: [string, Record<string, string>][] = [
  ['nothing', {}],
  [
    'a site and a mail server',
    { SITE: 'app.example.org', SMTP_URL: 'smtp://u:p@mail.example.org:587' },
  ],
  [
    'PostgreSQL',
    {
      DATABASE_URL: 'postgres://gatehouse:x@postgres/gatehouse?sslmode=disable',
      SESSION_SECRET: 'Vd0rN8Qm3xZt5yLw2KpB7sHc9JfGa4UeXiRoTnMbPlQ',
    },
  ],
];
test.each(SET)('compose.yaml with %s set makes settings that the server takes', (_, set) => {
  const given = { ...OF_IMAGE, ...environmentOf('gatehouse', set) };
  expect(Object.keys(given).length).toBeGreaterThan(7);
  expect(checkSettings(given as unknown as NodeJS.ProcessEnv)).toMatchObject({
    ok: true,
    settings: { LISTEN: '0.0.0.0', TRUSTED_PROXY_HOPS: 1 },
  });
});

test('the server in the image is no root, writes /data alone, and its user is the one of the script', () => {
  const [, user = ''] = CONTAINER.match(/^USER (\d+):\1$/m) ?? [];
  expect(Number(user)).toBeGreaterThan(1000);
  expect(read('scripts/container.mjs').replaceAll('_', '')).toContain(`GROUP = ${user};`);
  expect(CONTAINER).toContain(`RUN install -d -o ${user} -g ${user} -m 700 /data`);
  expect(CONTAINER).toMatch(/^HEALTHCHECK .*\n.*\/health\/live/m);
  expect(CONTAINER.match(/^FROM .+$/gm)).toHaveLength(2);
  expect(CONTAINER.slice(CONTAINER.lastIndexOf('FROM '))).not.toMatch(/npm|apt/);
  for (const line of ['read_only: true', 'cap_drop: [ALL]', 'volumes: [data:/data]'])
    expect(COMPOSE).toContain(line);
});

test('the port of the server is published to the proxy only, and that of the mails to this machine', () => {
  const ports = [...COMPOSE.matchAll(/ports: (\[.*\])/g)].map(([, list]) => list);
  expect(ports).toEqual(['["80:80", "443:443"]', '["127.0.0.1:8025:8025"]']);
  const { GATEHOUSE, SITE } = environmentOf('proxy');
  expect([GATEHOUSE, SITE]).toEqual(['gatehouse:3000', 'localhost']);
  for (const name of ['SITE', 'GATEHOUSE'])
    expect(read('docs/deploy/Caddyfile')).toContain(`{$${name}:`);
});

test('nothing of this machine gets into the image: no data, no packages, no build', () => {
  const left = read('.dockerignore').split('\n');
  for (const name of ['data', 'node_modules', '.next', '.git']) expect(left).toContain(name);
});

/** What .dockerignore leaves out of the image, files of that kind, and files that look like it. */
const SECRETS: [string, files: string[], sources: string[]][] = [
  ['**/.env*', ['.env', '.env.local', '.envrc', 'client-cli/.env'], ['app/env.ts']],
  ['**/.npmrc', ['.npmrc', 'client-cli/.npmrc'], ['app/npmrc.ts']],
  ['**/*.pem', ['own-ca.pem', 'certs/deep/a.pem'], ['app/pem.ts']],
  ['**/*.key', ['tls.key', 'certs/a.key'], ['app/key.ts']],
  ['**/*.db*', ['old.db', 'var/gatehouse.db-wal', 'a.db.backed-up'], ['lib/db.ts']],
  ['**/secret', ['var/secret'], ['app/secret/page.tsx', 'lib/secret.ts']],
];
/** The script in a clone of its own, on a machine without npm: how far it gets. */
function makeImage(...files: string[]) {
  const root = makeFolder();
  for (const name of readdirSync('scripts').filter((one) => one.endsWith('.mjs')))
    put(root, `scripts/${name}`, read(`scripts/${name}`));
  for (const file of files) put(root, file, '');
  const words = ['scripts/container.mjs', 'made'];
  const env = { PATH: '' } as unknown as NodeJS.ProcessEnv;
  return spawnSync(process.execPath, words, { cwd: root, env, encoding: 'utf8' }).stderr;
}
const put = (root: string, file: string, text: string, mode = 0o600) => {
  mkdirSync(dirname(join(root, file)), { recursive: true, mode: 0o700 });
  writeFileSync(join(root, file), text, { mode });
};
test.each(SECRETS)(
  '%s is left out of the image, and refused where a clone has it',
  (line, files, sources) => {
    expect(read('.dockerignore').split('\n')).toContain(line);
    for (const file of files)
    expect(makeImage(file)).toBe(`${file} would be in the image for all who have it. Take it away first.\n`); // biome-ignore format: one line
    expect(makeImage(...sources)).toMatch(/npm/);
  },
);

test('the one who serves reads all that was made under a closed umask, and only the build stays closed', () => {
  const root = makeFolder();
  put(root, 'lib/deep/a.ts', '');
  put(root, 'node_modules/.bin/run', '', 0o700);
  put(root, '.next/server/key', '');
  put(root, 'lib/.next/a', '', 0o640);
  symlinkSync('/nowhere', join(root, 'lib/link'));
  chmodSync(root, 0o700);
  openToOthers(root, '.next');
  const modes = [
    '',
    'lib',
    'lib/deep/a.ts',
    'node_modules/.bin/run',
    'lib/.next/a',
    '.next',
    '.next/server/key',
  ].map((file) => (statSync(join(root, file)).mode & 0o777).toString(8));
  expect(modes).toEqual(['755', '755', '644', '755', '644', '700', '600']);
  expect(read('scripts/container.mjs').trim()).toContain('\nopenToOthers(target, BUILD);\n');
});
