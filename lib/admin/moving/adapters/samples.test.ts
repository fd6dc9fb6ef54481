import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { connections } from '#drizzle/schema/connections';
import { credentials } from '#drizzle/schema/credentials';
import { users } from '#drizzle/schema/users';
import { signInAs } from '#lib/accounts/life.test-support';
import { ADAPTERS, adapterNamed } from '#lib/admin/moving/adapters/list';
import { importUsers } from '#lib/admin/moving/import-users';
import type { MovedPart } from '#lib/admin/moving/moved-user';
import { formatOf, recordsOf } from '#lib/admin/moving/read/file';
import { db } from '#lib/db/client';
import { addProvider, removeProvider } from '#lib/providers/stored';
import { emptyTables, from, PASSWORD } from '#lib/testing/database.test-support';

const FOLDER = 'lib/admin/moving/samples';
const NONE: ReadonlySet<MovedPart> = new Set();
const ADA = 'ada@example.com';

/** A site with these providers. */
beforeEach(async () => {
  await emptyTables();
  for (const kind of ['google', 'github', 'microsoft'] as const)
    await addProvider({ kind, clientId: 'ours', clientSecret: 'a secret' });
});

function adaptFor(name: string) {
  const adapter = adapterNamed(name);
  const config = `${FOLDER}/${name}-hash-config.txt`;
  const adapt = adapter?.configure
    ? adapter.configure(readFileSync(config, 'utf8'))
    : adapter?.adapt;
  if (!adapt) throw new Error(`No adapter ${name}`);
  return adapt;
}

function importSample(name: string, { without = NONE, isVouchedFor = false } = {}) {
  const [file = ''] = globSync(`${FOLDER}/${name}.*`);
  const adapt = adaptFor(name);
  const records = recordsOf(file, formatOf(file) ?? 'ndjson');
  return importUsers(records, { isDry: false, without, isVouchedFor, adapt });
}

/** Each account in one line: who, since when, whether open, and what it signs in with: the kinds, and who it is elsewhere. */
async function accounts(): Promise<string[]> {
  const own = await db().select().from(credentials);
  const elsewhere = await db().select().from(connections);
  const ways = [
    ...own,
    ...elsewhere.map(({ userId, provider, subject }) => ({
      userId,
      kind: `${provider}:${subject}`,
    })),
  ];
  const rows = await db().select().from(users).orderBy(users.email);
  return rows.map((user) => {
    const kinds = ways.filter(({ userId }) => userId === user.id).map(({ kind }) => kind);
    const since = user.createdAt.toISOString().slice(0, 10);
    const shut = user.disabledAt ? ' shut' : '';
    return `${user.email} ${user.name} ${since}${shut} ${kinds.sort().join(',')}`;
  });
}

const today = () => new Date().toISOString().slice(0, 10);

/** What comes of each sample, with whom and why not; everybody of Django and WordPress is vouched for by the operator. */
const SAMPLES: [name: string, accounts: () => string[], refused: object, leftOut: object][] = [
  [
    'auth-js',
    () => [
      `ada@example.com Ada Lovelace ${today()} password`,
      `bob@example.com Bob ${today()} `,
      `cleo@example.com Cleo ${today()} github:583231`,
    ],
    {},
    { unproven: { count: 1, lines: [2] } },
  ],
  [
    'better-auth',
    () => [
      'ada@example.com Ada Lovelace 2024-05-01 password',
      'bob@example.com Bob 2024-05-02 ',
      'cleo@example.com Cleo 2024-05-03 shut google:1098',
    ],
    {},
    { unproven: { count: 1, lines: [2] } },
  ],
  [
    'supabase',
    () => [
      'ada@example.com Ada Lovelace 2024-01-10 password',
      'bob@example.com bob 2024-01-11 ',
      'cleo@example.com Cleo 2024-01-12 shut google:1098',
    ],
    {},
    { unproven: { count: 1, lines: [2] } },
  ],
  [
    'firebase',
    () => [
      'ada@example.com Ada Lovelace 2023-11-14 password',
      'bob@example.com bob 2023-11-14 ',
      'cleo@example.com Cleo 2023-11-14 shut google:1098',
    ],
    {},
    { unproven: { count: 1 } },
  ],
  [
    'auth0',
    () => [
      `ada@example.com ada ${today()} password`,
      'bob@example.com Bob Builder 2021-03-06 ',
      'cleo@example.com Cleo 2021-03-07 shut google:1098',
      `dan@example.com Dan ${today()} password`,
      `eve@example.com Eve ${today()} `,
    ],
    {},
    { unproven: { count: 1, lines: [2] }, unknown_hash: { count: 1, lines: [5] } },
  ],
  [
    'clerk',
    () => [
      `ada@example.com Ada Lovelace ${today()} password,totp`,
      `bob@example.com Bob ${today()} `,
      `cleo@example.com Cleo "C" ${today()} `,
    ],
    {},
    { unproven: { count: 1, lines: [3] } },
  ],
  [
    'cognito',
    () => [
      'ada@example.com Ada Lovelace 2023-02-01 ',
      'bob@example.com bob 2023-02-01 shut ',
      'cleo@example.com Cleo 2023-02-03 google:1098',
    ],
    {},
    {},
  ],
  [
    'devise',
    () => [
      'ada@example.com Ada Lovelace 2022-07-01 password',
      'bob@example.com Bob 2022-07-02 ',
      'cleo@example.com Cleo 2022-07-03 shut google:1098,password',
    ],
    {},
    { unproven: { count: 1, lines: [3] } },
  ],
  [
    'django',
    () => [
      'ada@example.com Ada Lovelace 2024-11-28 password',
      'bob@example.com bob 2024-11-28 shut password',
      'cleo@example.com cleo 2024-11-28 ',
    ],
    { 'field email': { count: 1 } },
    {},
  ],
  [
    'keycloak',
    () => [
      'ada@example.com Ada Lovelace 2023-07-22 password,totp',
      'bob@example.com bob 2023-07-22 shut password',
      'cleo@example.com cleo 2023-07-22 google:1098',
    ],
    {},
    { totp_key: { count: 1 } },
  ],
  [
    'wordpress',
    () => [
      'ada@example.com Ada Lovelace 2019-04-01 password',
      `bob@example.com Bob ${today()} password`,
      'cleo@example.com cleo 2019-04-03 ',
    ],
    {},
    { unknown_hash: { count: 1, lines: [4] } },
  ],
];

const PROVES_NOTHING = ['django', 'wordpress'];
const NO_PASSWORDS = ['cognito'];

test('every system has an adapter, a sample, a row here and a guide', () => {
  const names = ADAPTERS.map(({ name }) => name).sort();
  const samples = globSync(`${FOLDER}/*.{ndjson,csv,json}`).map((file) =>
    basename(file).replace(/\.\w+$/, ''),
  );
  expect(samples.sort()).toEqual(names);
  expect(SAMPLES.map(([name]) => name).sort()).toEqual(names);
  const guides = globSync('docs/moving/*.md').map((file) => basename(file, '.md'));
  expect(guides.filter((name) => name !== 'README').sort()).toEqual(names);
});

test.each(SAMPLES)('%s: everybody comes as they were', async (name, expected, refused, leftOut) => {
  const isVouchedFor = PROVES_NOTHING.includes(name);
  const report = await importSample(name, { isVouchedFor });
  expect(report.refused).toMatchObject(refused);
  expect(Object.keys(report.refused)).toEqual(Object.keys(refused));
  expect(report.leftOut).toMatchObject(leftOut);
  expect(Object.keys(report.leftOut)).toEqual(Object.keys(leftOut));
  expect(await accounts()).toEqual(expected());
});

test.each(SAMPLES.filter(([name]) => !NO_PASSWORDS.includes(name)))(
  '%s: their password signs in',
  async (name) => {
    await importSample(name, {
      isVouchedFor: PROVES_NOTHING.includes(name),
      without: new Set(['totp_key']),
    });
    const password = name === 'firebase' ? 'user1password' : PASSWORD;
    expect(await from('192.0.2.1', () => signInAs(ADA, password))).toMatchObject({ ok: true });
  },
);

test.each(PROVES_NOTHING)(
  '%s: without the operator’s word nobody brings a password',
  async (name) => {
    await importSample(name);
    const all = await db().select().from(credentials);
    expect(all).toEqual([]);
    expect((await db().select().from(users)).length).toBeGreaterThan(1);
  },
);

test('those of other providers come without them when that is asked for', async () => {
  const report = await importSample('supabase', { without: new Set(['connections']) });
  expect(report.refused).toEqual({});
  expect((await accounts()).at(-1)).toBe('cleo@example.com Cleo 2024-01-12 shut ');
});

test('those of a provider that there is not do not come, and are told by their word for it', async () => {
  await removeProvider('google');
  const report = await importSample('firebase');
  expect(report.refused).toEqual({
    'provider google.com': { count: 1, lines: [expect.any(Number)] },
  });
});

const TENANT = 'https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0';
const idToken = `e30.${Buffer.from(JSON.stringify({ iss: TENANT })).toString('base64url')}.x`;
const at = (provider: string, subject: unknown, issuer?: string) => ({ provider, subject, issuer });

test.each([
  ['auth-js', { accounts: [{ provider: 'azure-ad', providerAccountId: 'a', id_token: idToken }] }, [at('azure-ad', 'a', TENANT)]],
  ['auth-js', { accounts: [{ provider: 'google', providerAccountId: 'a', id_token: 'no.token' }] }, [at('google', 'a')]],
  ['auth-js', { accounts: [{ provider: 'webauthn', providerAccountId: 'a', type: 'webauthn' }, { provider: 'resend', providerAccountId: 'a', type: 'email' }] }, []],
  ['better-auth', { accounts: [{ providerId: 'microsoft', accountId: 'a', idToken }] }, [at('microsoft', 'a', TENANT)]],
  ['supabase', { identities: [{ provider: 'azure', provider_id: 'a', identity_data: { iss: TENANT } }, { provider: 'phone', provider_id: 'b' }] }, [at('azure', 'a', TENANT)]],
  ['supabase', { identities: [{ provider: 'github', provider_id: '7', identity_data: '{"iss":"https://api.github.com"}' }] }, [at('github', '7')]],
  ['auth0', { identities: [{ provider: 'auth0', user_id: '1' }, { provider: 'email', user_id: '2' }, { provider: 'github', user_id: 583231 }] }, [at('github', 583231)]],
  ['auth0', { identities: [{ provider: 'oauth2', connection: 'acme', user_id: 'acme|77' }, { provider: 'oidc', connection: 'corp', user_id: '88' }] }, [at('acme', '77'), at('corp', '88')]],
  ['clerk', { external_accounts: [{ provider: 'oauth_google', provider_user_id: '1098', verification: { status: 'verified' } }, { provider: 'oauth_x', provider_user_id: '9', verification: { status: 'unverified' } }] }, [at('oauth_google', '1098')]],
  ['django', { model: 'auth.user', socialaccounts: [{ provider: 'google', uid: '1098' }] }, [at('google', '1098')]],
])('%s: %j tells of accounts elsewhere', (name, record, expected) => {
  expect(adaptFor(name)(record)?.['connections']).toEqual(expected);
}); // biome-ignore format: a table

test.each([
  [[{ email: 'Ada@example.com', verified: true }], true],
  [[{ email: 'ada@example.com', verified: false }], false],
  [[{ email: 'other@example.com', verified: true }], false],
  [undefined, false],
])('django: with %j of django-allauth the address is proven: %s', (emailaddresses, isProven) => {
  const fields = { email: 'ada@example.com' };
  const adapted = adaptFor('django')({ model: 'auth.user', fields, emailaddresses });
  expect(adapted?.['verified']).toBe(isProven);
});

test.each(ADAPTERS.map(({ name }) => name))(
  '%s: nothing that stands in a record makes it throw',
  (name) => {
    const adapt = adaptFor(name);
    const bad = [null, 7, '', 'x', [], {}, [null], '[', '{"a":', '[7]'];
    const keys = [
      'email',
      'accounts',
      'identities',
      'raw_user_meta_data',
      'fields',
      'credentials',
      'Attributes',
      'custom_password_hash',
      'providerUserInfo',
      'model',
      'external_accounts',
      'passkeys',
      'authenticators',
      'authentication_methods',
      'socialaccounts',
      'emailaddresses',
      'federatedIdentities',
      'provider',
    ];
    for (const key of keys) for (const value of bad) adapt({ model: 'auth.user', [key]: value });
  },
);

test.each(['', '{}', 'rounds: 8', 'base64_signer_key: x'])(
  'of Firebase %j is no parameters',
  (text) => {
    expect(adapterNamed('firebase')?.configure?.(text)).toBeNull();
  },
);
