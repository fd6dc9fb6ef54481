import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { signUpCodeMail } from '#lib/accounts/mails';
import { openApi } from '#lib/api/openapi';
import { protectedResource } from '#lib/api/protected-resource';
import { checkSettings } from '#lib/env';
import { creationOptions } from '#lib/factors/passkey/options';
import { keyUri } from '#lib/factors/totp/key';
import { mailSender, siteLinks, siteName } from '#lib/product/brand';
import { errorPage } from '#lib/server/http/error-page';
import { changeSettings, clearSingleton, from } from '#lib/testing/database.test-support';

const NAME = 'Ada & Söhne <b>';

/** Lines for the operator, in which Gatehouse is the software and no site. */
const TO_OPERATORS = [
  'lib/db/migrations.ts',
  'lib/db/postgres/fit.ts',
  'lib/operator/audit-prove.ts',
  'lib/operator/clients/add.ts',
  'lib/operator/rehearsal/look.ts',
  'lib/server/http/greeting.ts',
  'lib/server/start.ts',
];
/** The default of SITE_NAME, and a word that no password may consist of. */
const NAMED = ['lib/accounts/site-words.ts', 'lib/env/site.ts'];

const withoutComments = (source: string) =>
  source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
const saysSoftware = (path: string) =>
  withoutComments(readFileSync(path, 'utf8')).includes('Gatehouse');

test('nothing says the name of the software to people', () => {
  const files = globSync('{app,lib,texts}/**/*.{ts,tsx,svg,css}').filter(
    (path) => !/\.test(-support)?\.tsx?$/.test(path),
  );
  expect(files.length).toBeGreaterThan(500);
  expect(files.filter(saysSoftware).sort()).toEqual([...TO_OPERATORS, ...NAMED].sort());
});

test.each([
  ['A', true],
  [NAME, true],
  ['x'.repeat(60), true],
  ['x'.repeat(61), false],
  ['two\nlines', false],
  ['a\ttab', false],
  ['turned \u202e round', false],
  ['nothing\u200bseen', false],
  ['a\u2028line', false],
])('SITE_NAME=%j: %s', (SITE_NAME, isTaken) => {
  const checked = checkSettings({ SITE_NAME } as unknown as NodeJS.ProcessEnv);
  expect(checked.ok).toBe(isTaken);
  if (!checked.ok) expect(checked.problems).toMatchObject([{ name: 'SITE_NAME' }]);
});

test('a name that is not set, or nothing but blanks, is Gatehouse', () => {
  for (const SITE_NAME of [undefined, '', '  ']) {
    changeSettings({ SITE_NAME });
    expect(siteName()).toBe('Gatehouse');
  }
});

test('a plain page, a mail, an authenticator app, a passkey and the API say the name, and escape it', () => {
  changeSettings({ SITE_NAME: NAME });
  clearSingleton('openapi');
  const page = errorPage(404, 'n', 'a-reference');
  expect(page).toContain(' · Ada &amp; Söhne &lt;b&gt;</title>');
  expect(page).toContain('<bdi>Ada &amp; Söhne &lt;b&gt;</bdi>');
  expect(page).not.toMatch(/Gatehouse|Söhne <b>/);
  const mail = from('198.51.100.7', () => signUpCodeMail('012345'));
  expect(mail.subject).toBe(`Your code for ${NAME}`);
  expect(mail.text).toMatch(/^Sent by Ada & Söhne <b>, http:/m);
  expect(mail.html).toContain('Your code for Ada &amp; Söhne &lt;b&gt;</h1>');
  expect(mail.html).not.toContain('<b>');
  expect(new URL(keyUri(new Uint8Array(20), 'a@b.test')).searchParams.get('issuer')).toBe(NAME);
  const owner = { email: 'a@b.test', name: 'Ada', userHandle: 'x' as never };
  expect(creationOptions('c', { host: 'h' }, owner, []).rp).toEqual({ id: 'h', name: NAME });
  expect(openApi().info.title).toBe(`${NAME} API`);
  expect(protectedResource().resource_name).toBe(`${NAME} API`);
});

test('a name with a colon does not end early in an authenticator app', () => {
  changeSettings({ SITE_NAME: 'Acme: accounts' });
  const { pathname, searchParams } = new URL(keyUri(new Uint8Array(20), 'a@b.test'));
  expect(decodeURIComponent(pathname)).toBe('/Acme  accounts:a@b.test');
  expect(searchParams.get('issuer')).toBe('Acme  accounts');
});

test.each([
  ['no-reply@acme.test', { name: NAME, address: 'no-reply@acme.test' }],
  ['<no-reply@acme.test>', { name: NAME, address: 'no-reply@acme.test' }],
  ['Acme <no-reply@acme.test>', 'Acme <no-reply@acme.test>'],
])('MAIL_FROM=%s', (MAIL_FROM, sender) => {
  changeSettings({ SITE_NAME: NAME, SMTP_URL: 'smtp://localhost:25', MAIL_FROM });
  expect(mailSender()).toEqual(sender);
});

test('the links are those that are set, in their order, and only such as a page may have', () => {
  changeSettings({ SUPPORT_URL: 'mailto:help@acme.test', TERMS_URL: 'https://acme.test/terms' });
  expect(siteLinks()).toEqual([
    { name: 'terms', href: 'https://acme.test/terms' },
    { name: 'support', href: 'mailto:help@acme.test' },
  ]);
  const wrong = {
    TERMS_URL: 'javascript:alert(1)',
    PRIVACY_URL: 'mailto:a@b.test',
    SUPPORT_URL: 'http://acme.test',
    SECURITY_CONTACT: 'security@acme.test',
    SECURITY_POLICY: '/policy',
  };
  const checked = checkSettings(wrong as unknown as NodeJS.ProcessEnv);
  const names = checked.ok ? [] : checked.problems.map(({ name }) => name);
  expect(names.sort()).toEqual(Object.keys(wrong).sort());
});
