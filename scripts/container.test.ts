import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkSettings } from '#lib/env';

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

test('nothing of this machine gets into the image: no settings, no data, no packages', () => {
  const left = read('.dockerignore').split('\n');
  for (const name of ['.env*', 'data', 'node_modules', '.next', '.git'])
    expect(left).toContain(name);
});
