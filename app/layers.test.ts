import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf } from '#lib/testing/imports.test-support';

const isClient = (source: string) => /^\s*(['"])use client\1/.test(source);
const isServer = (source: string) => /^\s*(['"])use server\1/.test(source);
const read = (path: string) => readFileSync(path, 'utf8');
const FORBIDDEN =
  /^(#lib\/(?!product\/title$)|#texts\/(?!(fill|in-sentence)$)|intl-messageformat|#drizzle\/|zod|drizzle-orm|better-sqlite3|pino|@node-rs\/argon2|iron-session|@zxcvbn|node:|server-only)/;

/** The file of ours behind an import, or null. */
function fileOf(what: string, from: string): string | null {
  const base = what
    .replace(/^#ui\//, 'app/_ui/')
    .replace(/^#texts\//, 'texts/')
    .replace(/^#forms\//, 'app/_forms/')
    .replace(/^\.{1,2}\//, (dots) => join(dirname(from), dots));
  if (base === what) return null;
  return (
    [base, `${base}.ts`, `${base}.tsx`]
      .map((one) => join(one))
      .find((one) => existsSync(one) && /\.tsx?$/.test(one)) ?? null
  );
}

/** Everything a browser would be sent with this file that it must not get: "file: import". */
function leaksOf(path: string, seen = new Set<string>()): string[] {
  if (seen.has(path)) return [];
  seen.add(path);
  return importsOf(read(path)).flatMap(({ what, isTypeOnly }) => {
    if (isTypeOnly) return [];
    if (FORBIDDEN.test(what)) return [`${path}: ${what}`];
    const file = fileOf(what, path);
    // An action is only a reference in the browser.
    return file && !isServer(read(file)) ? leaksOf(file, seen) : [];
  });
}

test('nothing that a browser is sent brings along the domain, the database or a large library', () => {
  const clients = globSync('app/**/*.{ts,tsx}').filter((path) => isClient(read(path)));
  expect(clients.length).toBeGreaterThan(2);
  expect(clients.flatMap((path) => leaksOf(path))).toEqual([]);
});

test.each([
  ["import { z } from 'zod';", ['zod']],
  ["import type { Viewer } from '#lib/session/store';", []],
  ["import { type Viewer, findViewer } from '#lib/session/store';", ['#lib/session/store']],
  ["import { type Viewer } from '#lib/session/store';", []],
  ["import {\n  type A,\n  b,\n} from '#lib/x';", ['#lib/x']],
  ["import '#lib/env';", ['#lib/env']],
  ["export { env } from '#lib/env';", ['#lib/env']],
  ["const x = await import('pino');", ['pino']],
  ["import db, { type B } from '#lib/db/client';", ['#lib/db/client']],
])('the check reads %j', (source, values) => {
  const found = importsOf(source).filter(({ isTypeOnly }) => !isTypeOnly);
  expect(found.map(({ what }) => what)).toEqual(values);
});

test('the check follows what a client file imports', () => {
  expect(leaksOf('app/_forms/form-state.ts')).toContain('app/_forms/form-state.ts: zod');
});

const importsIn = (pattern: string) =>
  globSync(pattern)
    .filter((path) => !/\.test(-support)?\.ts$/.test(path))
    .flatMap((path) => importsOf(read(path)).map((one) => ({ path, ...one })));

test('tables know nothing of what is done with them', () => {
  const foreign = importsIn('drizzle/*.ts').filter(({ what }) => /^#|\/(lib|app)\//.test(what));
  expect(foreign).toEqual([]);
});

test('the gate imports nothing of ours', () => {
  expect(importsIn('middleware.ts').filter(({ what }) => /^[#.]/.test(what))).toEqual([]);
});

test('pages never see a row: nobody in app/ takes a type from a table', () => {
  for (const path of globSync('app/**/*.{ts,tsx}'))
    if (!path.includes('.test')) expect([path, /\$infer/.test(read(path))]).toEqual([path, false]);
});

test('what reads and writes the database, or holds a secret, can never be bundled for a browser', () => {
  const guarded = globSync(
    'lib/{accounts,assembly,audit,codes,db,factors,limits,session}/*.ts',
  ).filter(
    (path) =>
      !/\.test(-support)?\.ts$/.test(path) &&
      !/limits\/(rule|count)|\/limits\.ts|session\/lifetimes/.test(path),
  );
  expect(guarded.length).toBeGreaterThan(20);
  for (const path of guarded)
    expect([path, read(path).startsWith("import 'server-only';")]).toEqual([path, true]);
});

test('transactions are known in one place', () => {
  const known = globSync('lib/**/*.ts').filter(
    (path) => !/\.test(-support)?\.ts$/.test(path) && /\.transaction\(/.test(read(path)),
  );
  // The other draws a number into the header of a file, by a connection of its own.
  expect(known.sort()).toEqual(['lib/db/identity.ts', 'lib/db/transaction.ts']);
});

test('the session of a browser begins in one place, those of a program and of a token in one each', () => {
  const sources = globSync('{app,lib}/**/*.{ts,tsx}').filter(
    (path) => !/\.test(-support)?\.ts$/.test(path),
  );
  const by = (pattern: RegExp) => sources.filter((path) => pattern.test(read(path))).sort();
  expect(by(/\.insert\(sessions\)/)).toEqual(['lib/session/store.ts']);
  expect(by(/\baddSession\b/)).toEqual([
    'lib/oauth/client-session.ts',
    'lib/oauth/personal/make.ts',
    'lib/session/admit.ts',
    'lib/session/store.ts',
  ]);
});
