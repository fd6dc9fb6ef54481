import { expect, test } from 'vitest';
import { providerFault } from '#lib/providers/fault';

test.each<[string, unknown, string]>([
  ['a plain error', new Error('no'), 'no'],
  ['one with a code', Object.assign(new Error('no'), { code: 'OAUTH_X' }), 'no, OAUTH_X'],
  ['what the provider says', Object.assign(new Error('no'), { error: 'invalid_client' }), 'no, invalid_client'],
  ['one within another', new Error('no', { cause: new Error('refused') }), 'no, refused'],
  ['a body within', new Error('no', { cause: { body: { access_token: 'secret' } } }), 'no'],
  ['a long one', new Error('x'.repeat(1000)), 'x'.repeat(300)],
])('of %s the operator is told what says why, and no more', (_, error, says) => {
  expect(providerFault(error)).toBe(says);
}); // biome-ignore format: rows
