import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { credentialMail } from '#lib/accounts/credential-mail';
import { invitationMail } from '#lib/accounts/invitation-mail';
import * as accounts from '#lib/accounts/mails';
import * as recovery from '#lib/accounts/recovery-mails';
import { recoveryCodeUsedMail } from '#lib/factors/recovery-codes/mail';
import type { Mail } from '#lib/mail/template';
import { consentMail, tokenReusedMail } from '#lib/oauth/mails';
import { tokenMadeMail } from '#lib/oauth/personal/mail';
import { COLOURS, DARK_COLOURS } from '#lib/product/brand';
import { noteResource } from '#lib/product/notes/resource';
import { sharedMail } from '#lib/sharing/mails';
import { from } from '#lib/testing/database.test-support';
import { inLanguageOf, LANGUAGES } from '#texts/languages';

const CODE = '012345';
const PROGRAM = 'Tom & <b>Jerry</b> https://evil.test';

/** Every mail there is, by the name of what writes it. */
const MAILS: Record<string, () => Mail> = {
  signUpCodeMail: () => accounts.signUpCodeMail(CODE),
  accountExistsMail: accounts.accountExistsMail,
  resetCodeMail: () => accounts.resetCodeMail(CODE),
  signInCodeMail: () => accounts.signInCodeMail(CODE),
  noAccountMail: () => accounts.noAccountMail('reset'),
  passwordChangedMail: accounts.passwordChangedMail,
  changeEmailCodeMail: () => accounts.changeEmailCodeMail(CODE),
  addressTakenMail: accounts.addressTakenMail,
  emailChangedMail: accounts.emailChangedMail,
  newBrowserMail: accounts.newBrowserMail,
  accountDeletedMail: () => accounts.accountDeletedMail(true),
  roleChangedMail: () => accounts.roleChangedMail('administrator'),
  confirmCodeMail: () => accounts.confirmCodeMail(CODE),
  resetAskedMail: accounts.resetAskedMail,
  invitationMail,
  recoveryMail: () => recovery.recoveryMail(new Date()),
  recoverCodeMail: () => recovery.recoverCodeMail(CODE),
  recoveredMail: recovery.recoveredMail,
  addressGivenMail: recovery.addressGivenMail,
  credentialMail: () => credentialMail('passkey', 'added'),
  recoveryCodeUsedMail: () => recoveryCodeUsedMail(2),
  consentMail: () => consentMail(PROGRAM, '/settings/apps'),
  tokenReusedMail: () => tokenReusedMail(PROGRAM),
  tokenMadeMail: () => tokenMadeMail({ name: 'ci', days: 30, scopes: ['account:read'] }),
  sharedMail: () => sharedMail(noteResource, 'ada@example.com'),
};

test('no mail is missing here', () => {
  const written = globSync('lib/**/*.ts', { exclude: ['**/*.test.ts', '**/*.test-support.ts'] })
    .filter((path) => path !== 'lib/mail/template.ts')
    .map((path) => readFileSync(path, 'utf8'))
    .filter((source) => source.includes('writeMail('))
    .flatMap((source) => [...source.matchAll(/^export (?:const|function) (\w+Mail)\b/gm)])
    .map(([, name = '']) => name);
  expect(written.sort()).toEqual(Object.keys(MAILS).sort());
});

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#8203': '' }; // biome-ignore format: one line

/** What a reader sees of HTML, word by word. */
const wordsOf = (html: string) =>
  html
    .replace(/<(p|div|tr|th|td|h1)\b/g, ' <$1')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#?\w+);/g, (all, name) => ENTITIES[name] ?? all)
    .split(/\s+/)
    .filter(Boolean);

const cases = LANGUAGES.flatMap((language) =>
  Object.entries(MAILS).map(([name, write]) => [name, language, write] as const),
);

test.each(cases)('%s (%s) says the same as HTML and as text', (_, language, write) => {
  const { text, html } = from('198.51.100.7', () => inLanguageOf({ language }, write));
  // Programs that fill in a code look for six digits.
  expect(html.replaceAll(CODE, '').match(/\b\d{6}\b/g)).toBeNull();
  const [, body = ''] = html.split(/<body[^>]*>/);
  const shown = body
    .replace(/<div style="display:none[^>]*>[^<]*<\/div>/, '')
    // The mark of the site and the subject, which a mail program shows by itself.
    .replace(/<span style="display:inline-block[^>]*><\/span>[^<]*/, '')
    .replace(/<h1[^>]*>[^<]*<\/h1>/, '');
  // A label has a colon where it does not stand in a column of its own.
  const plain = (words: string[]) => words.map((word) => word.replace(/:$/, ''));
  expect(plain(wordsOf(shown))).toEqual(plain(text.split(/\s+/).filter(Boolean)));
});

test.each(cases)('%s (%s) is light and dark, and a list of mails shows its first sentence', (_, language, write) => {
  const { text, html, subject } = from('198.51.100.7', () => inLanguageOf({ language }, write));
  expect(html).toContain('<meta name="color-scheme" content="light dark">');
  const [, dark = ''] = html.match(/@media \(prefers-color-scheme:dark\)\{(.*?)\}\}<\/style>/) ?? [];
  for (const colour of Object.values(DARK_COLOURS).filter((one) => one !== DARK_COLOURS.accent))
    expect(dark).toContain(`${colour}!important`);
  for (const colour of Object.values(COLOURS)) expect(html).toContain(colour);
  // Each part that has a colour has a class, so that the dark finds it.
  const painted = [...html.matchAll(/<(\w+) (class="(\w+)" )?style="[^"]*(?:[^-]color|background|border-color):#/g)];
  expect(painted.filter(([, tag, , part]) => tag !== 'span' && !dark.includes(`.${part}{`))).toEqual([]);
  const [, preheader = ''] = html.match(/<body[^>]*>\s*<div style="display:none[^>]*>([^<]*)<\/div>/) ?? [];
  expect(wordsOf(preheader).join(' ')).toBe(text.split('\n', 1)[0]?.split(/\s+/).join(' '));
  expect(preheader).not.toMatch(/\d{6}/);
  expect(subject).not.toBe('');
}); // biome-ignore format: one line each
