import { expect, test } from 'vitest';
import { SettingsError } from '#lib/env/settings-error';
import { expectDeclarations } from '#lib/product/expect-declarations';
import { FILE_TYPES } from '#lib/product/file-types';
import { isOwnAddress, OWN_ADDRESSES } from '#lib/product/own-addresses';
import { bytes, type Route } from '#lib/product/route';
import { routeFaults } from '#lib/product/route-faults';

const FILES: Route['files'] = { types: ['image/png'], each: '1 MB' };
const CORS = { origins: ['https://app.acme.test'] };

test('what this product declares is right', () => {
  expect(() => expectDeclarations()).not.toThrow();
});

test('what is wrong keeps the server from starting, each with its file', () => {
  const start = () =>
    expectDeclarations([{ path: '/x*' }, { path: '/sign-in' }], { connect: ['*'], img: ['x'] });
  expect(start).toThrow(SettingsError);
  expect(start).toThrow(
    [
      'lib/product/routes.ts: The route /x* is no path: write /projects, /projects/[project]/files or /projects/*.',
      'lib/product/routes.ts: The route /sign-in is an address of Gatehouse itself: choose one of your own.',
      'lib/product/policy.ts: connect has "*": write https://api.acme.test or https://*.acme.test.',
      'lib/product/policy.ts: img has "x": write https://api.acme.test or https://*.acme.test.',
    ].join('\n'),
  );
});

test.each<[Route, fault: RegExp | null]>([
  [{ path: '/projects' }, null],
  [{ path: '/projects/*', body: '16 MB' }, null],
  [{ path: '/projects/[project]/files', files: FILES }, null],
  [{ path: '/hooks/stripe', webhook: true, body: '1 MB' }, null],
  [{ path: '/api/v1/*', cors: CORS }, null],
  [
    { path: '/feed', cors: { origins: ['http://localhost:5173', 'https://[2001:db8::1]:8443'] } },
    null,
  ],
  [{ path: '/projects/', body: '1 MB' }, /is no path/],
  [{ path: '/projects?x=y', body: '1 MB' }, /is no path/],
  [{ path: '/pro*', body: '1 MB' }, /is no path/],
  [{ path: '/*/files', body: '1 MB' }, /is no path/],
  [{ path: '/[Project]', body: '1 MB' }, /is no path/],
  [{ path: '/a%20b', body: '1 MB' }, /is no path/],
  [{ path: '/a//b', body: '1 MB' }, /is no path/],
  [{ path: '/(a|b)', body: '1 MB' }, /is no path/],
  [{ path: '/sign-in', body: '1 MB' }, /address of Gatehouse itself/],
  [{ path: '/settings/*', cors: CORS }, /address of Gatehouse itself/],
  [{ path: '/api/v1/hook', webhook: true }, /takes JSON/],
  [{ path: '/api/v1/files', files: FILES }, /takes JSON/],
  [{ path: '/x', body: '17 MB' }, /16 MB at most/],
  [{ path: '/x', body: '0 KB' }, /16 MB at most/],
  [{ path: '/x', body: '1.5 MB' }, /16 MB at most/],
  [{ path: '/x', body: '10 GB' as '10 MB' }, /16 MB at most/],
  [{ path: '/x', webhook: true, cors: CORS }, /take cors away/],
  [{ path: '/x', files: FILES, body: '1 MB' }, /take body and webhook away/],
  [{ path: '/x', files: FILES, webhook: true }, /take body and webhook away/],
  [{ path: '/x', files: { types: [], each: '1 MB' } }, /there are image\/png,/],
  [
    { path: '/x', files: { types: ['image/svg+xml' as 'image/png'], each: '1 MB' } },
    /not known \(image\/svg\+xml\)/,
  ],
  [{ path: '/x', files: { types: ['image/png'], each: '0 MB' } }, /1 GB at most/],
  [{ path: '/x', files: { types: ['image/png'], each: '600 MB', most: 2 } }, /1 GB at most/],
  [{ path: '/x', files: { types: ['image/png'], each: '1 MB', most: 0 } }, /0 files at once/],
  [{ path: '/x', files: { types: ['image/png'], each: '1 MB', most: 1.5 } }, /1.5 files at once/],
  [{ path: '/x', cors: { origins: [] } }, /names no origin/],
  [{ path: '/x', cors: { origins: ['*'] } }, /"\*", which is no origin/],
  [{ path: '/x', cors: { origins: ['null'] } }, /"null", which is no origin/],
  [{ path: '/x', cors: { origins: ['https://*.acme.test'] } }, /which is no origin/],
  [{ path: '/x', cors: { origins: ['https://acme.test/'] } }, /which is no origin/],
  [{ path: '/x', cors: { origins: ['https://acme.test:443'] } }, /which is no origin/],
  [{ path: '/x', cors: { origins: ['http://acme.test'] } }, /which is no origin/],
  [{ path: '/x', cors: { origins: ['http://localhost.evil.test'] } }, /which is no origin/],
  [{ path: '/x', cors: { ...CORS, headers: ['Cookie'] } }, /no header that a page may send/],
  [{ path: '/x', cors: { ...CORS, headers: ['*'] } }, /no header that a page may send/],
])('%j: %s', (route, fault) => {
  const faults = routeFaults([route]);
  if (fault === null) expect(faults).toEqual([]);
  else expect(faults).toEqual([expect.stringMatching(fault)]);
  for (const said of faults) expect(said).toMatch(/^The route \S+ .+[.]$/);
});

test('a path that stands there twice is told', () => {
  const twice: Route[] = [
    { path: '/x', body: '1 MB' },
    { path: '/x', cors: CORS },
  ];
  expect(routeFaults(twice)).toEqual(['The route /x stands there twice: put both into one line.']);
});

test('sizes are read, and nothing else is one', () => {
  expect([bytes('64 KB'), bytes('3 MB')]).toEqual([65_536, 3_145_728]);
  for (const size of ['64KB', '-1 KB', '64 kB', '1e3 KB', ' 1 KB', ''])
    expect(bytes(size as '1 KB')).toBeNaN();
});

test.each(OWN_ADDRESSES)('/%s and what lies below is an address of Gatehouse', (name) => {
  expect([`/${name}`, `/${name}/`, `/${name}/x`].map(isOwnAddress)).toEqual([true, true, true]);
  expect([`/${name}x`, `/x/${name}`, `/${name.toUpperCase()}`, '/'].map(isOwnAddress)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test('no type that a browser would run is one that may be sent', () => {
  expect(FILE_TYPES.filter((type) => /svg|html|xml|script/.test(type))).toEqual([]);
});
