import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isOwnAddress } from '#lib/product/own-addresses';
import { POLICY } from '#lib/product/policy';
import { type PolicyAdditions, policyFaults, sourceRules } from '#lib/product/policy-additions';

/** Every kind of addition: what it takes, what it refuses, and what the policy then says. */
const KINDS: [PolicyAdditions, rule: string | null][] = [
  [{ connect: ['https://api.acme.test'] }, "connect-src 'self' https://api.acme.test"],
  [{ connect: ['wss://live.acme.test:8443'] }, "connect-src 'self' wss://live.acme.test:8443"],
  [{ img: ['https://*.acme.test', 'blob:'] }, "img-src 'self' data: https://*.acme.test blob:"],
  [{ media: ["'self'"] }, "media-src 'self'"],
  [{ font: ['https://fonts.acme.test'] }, "font-src 'self' https://fonts.acme.test"],
  [{ style: ['https://a.test'] }, "style-src 'self' 'nonce-{nonce}' https://a.test"],
  [{ frame: ['https://pay.acme.test'] }, 'frame-src https://pay.acme.test'],
  [{ form: ['https://pay.acme.test'] }, "form-action 'self' https://pay.acme.test"],
  [{ styleAttributes: true }, "style-src-attr 'unsafe-inline'"],
  ...[
    '*',
    'https:',
    'http://acme.test',
    'https://*',
    'https://*.test',
    'https://acme.test/path',
    'https://acme.test/',
    'https://acme.test; script-src *',
    "https://acme.test 'unsafe-inline'",
    'https://acme.test,https://b.test',
    'acme.test',
    'data:',
    "'unsafe-inline'",
    "'unsafe-eval'",
    "'unsafe-hashes'",
    "'none'",
    "'nonce-x'",
    "'strict-dynamic'",
    'javascript:',
    'HTTPS://ACME.TEST',
    'https://127.0.0.1',
    '',
  ].flatMap((source) =>
    (['connect', 'img', 'media', 'font', 'style', 'frame', 'form'] as const).map(
      (kind): [PolicyAdditions, null] => [{ [kind]: [source] }, null],
    ),
  ),
  [{ img: ['wss://acme.test'] }, null],
  [{ style: ['blob:'] }, null],
  [{ connect: ['blob:'] }, null],
  [{ font: ["'self'"] }, null],
  [{ script: ['https://acme.test'] } as PolicyAdditions, null],
  [{ 'default-src': ['https://acme.test'] } as PolicyAdditions, null],
];

test.each(KINDS)('%j adds %s', (additions, rule) => {
  const faults = policyFaults(additions);
  if (rule === null) return expect(faults).toHaveLength(1);
  expect(faults).toEqual([]);
  const before = sourceRules({});
  const added = sourceRules(additions).filter((said) => !before.includes(said));
  expect(added).toEqual([rule]);
});

test('what this product adds is right', () => {
  expect(policyFaults(POLICY)).toEqual([]);
});

/** By what a page or its form takes or shows what nobody else may have: a password, a code, a passkey, a secret. */
const SENSITIVE =
  /#ui\/(password-field|code-forms|proof-field|ask-passkey|passkey-button|provider-form|admin-shell)'|#lib\/(factors|admin|oauth)\//;

const addressOf = (path: string) =>
  path
    .replace(/^app/, '')
    .replace(/\/\([^)]+\)/g, '')
    .replace(/\/[^/]+$/, '') || '/';

test('every page that takes a secret lies at an address for which no addition counts', () => {
  const files = globSync('app/**/*.{ts,tsx}').filter(
    (path) => !/^app\/(_|api\/)|\.test\.ts/.test(path),
  );
  const sensitive = files.filter((path) => SENSITIVE.test(readFileSync(path, 'utf8')));
  expect(sensitive.length).toBeGreaterThan(40);
  expect(sensitive.filter((path) => !isOwnAddress(addressOf(path)))).toEqual([]);
});
