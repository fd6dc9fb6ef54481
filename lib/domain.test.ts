import { expect, test } from 'vitest';
import { canonicalDomain, domainOf } from '#lib/domain';

test.each([
  ['acme.example', 'acme.example'],
  ['ACME.Example', 'acme.example'],
  ['mail.acme.example', 'mail.acme.example'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['BÜCHER.example', 'xn--bcher-kva.example'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['ａｃｍｅ.example', 'acme.example'],
  ['acme。example', 'acme.example'],
  ['асме.example', 'xn--80akut.example'],
  ['acme.example.', null],
  ['.acme.example', null],
  ['acme..example', null],
  ['acme', null],
  ['', null],
  ['acme.example/x', null],
  ['acme%2eexample', null],
  ['acme.example:25', null],
  ['acme .example', null],
  ['-acme.example', null],
  ['acme_.example', null],
  ['127.0.0.1', null],
  ['[127.0.0.1]', null],
  [`${'a'.repeat(64)}.example`, null],
  [`${'a.'.repeat(126)}example`, null],
  ['%', null],
  ['acme.example%', null],
])('%j is %j', (typed, domain) => {
  expect(canonicalDomain(typed)).toBe(domain);
});

test('the domain of an address stands behind its last @', () => {
  expect(domainOf('ada@acme.example')).toBe('acme.example');
  expect(domainOf('"a@evil.example"@acme.example')).toBe('acme.example');
  expect(domainOf('acme.example')).toBe('acme.example');
});
