import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  type Complete,
  consistencyProof,
  inclusionProof,
  leafHash,
  rootOfAll,
  rootOver,
} from '#lib/audit/tree/merkle';
import fc from '#lib/testing/fast-check.test-support';
import { isConsistent } from '../../../witness/consistency.mjs';

const hex = (hashes: Buffer[]) => hashes.map((one) => one.toString('hex'));
const sha256 = (...pieces: Uint8Array[]) =>
  createHash('sha256').update(Buffer.concat(pieces)).digest();

/** The complete subtrees over leaves that are all there. */
const over =
  (leaves: Buffer[]): Complete =>
  async (level, at) =>
    rootOfAll(leaves.slice(at * 2 ** level, (at + 1) * 2 ** level));

/** The definition of RFC 6962, 2.1, word for word. */
function naiveRoot(leaves: Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0]!;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Buffer.of(1), naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)));
}

/** The root that a proof of inclusion leads to, from the definition of PATH. */
function naiveFromProof(leaf: Buffer, at: number, size: number, proof: Buffer[]): Buffer {
  if (size === 1) return leaf;
  let split = 1;
  while (split * 2 < size) split *= 2;
  const [rest, last] = [proof.slice(0, -1), proof.at(-1)!];
  return at < split
    ? sha256(Buffer.of(1), naiveFromProof(leaf, at, split, rest), last)
    : sha256(Buffer.of(1), last, naiveFromProof(leaf, at - split, size - split, rest));
}

// The eight leaves that the tests of Certificate Transparency use, their roots, and proofs over them.
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((one) => leafHash(Buffer.from(one, 'hex'))); // biome-ignore format: one list
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const A = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const B = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const C = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';

test('the roots and proofs are those of RFC 6962', async () => {
  for (const [at, root] of ROOTS.entries())
    expect((await rootOver(over(LEAVES), 0, at + 1)).toString('hex')).toBe(root);
  expect((await rootOver(over([]), 0, 0)).toString('hex')).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
  expect(hex(await inclusionProof(over(LEAVES), 0, 1))).toEqual([]);
  expect(hex(await inclusionProof(over(LEAVES), 0, 8))).toEqual([A, B, C]);
  expect(hex(await inclusionProof(over(LEAVES), 5, 8))).toEqual([
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    ROOTS[3],
  ]);
  expect(hex(await consistencyProof(over(LEAVES), 1, 8))).toEqual([A, B, C]);
  expect(hex(await consistencyProof(over(LEAVES), 6, 8))).toEqual([
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    ROOTS[3],
  ]);
  expect(hex(await consistencyProof(over(LEAVES), 2, 5))).toEqual([
    B,
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  ]);
});

const leaves = fc
  .array(fc.uint8Array({ maxLength: 4 }), { maxLength: 90 })
  .map((all) => all.map((one, at) => leafHash(Buffer.from([...one, at]))));

test('the root over any leaves is that of the definition', async () => {
  await fc.assert(
    fc.asyncProperty(leaves, async (all) => {
      expect(await rootOver(over(all), 0, all.length)).toEqual(naiveRoot(all));
    }),
  );
});

test('every proof of inclusion leads to the root, and to no root from another place or leaf', async () => {
  await fc.assert(
    fc.asyncProperty(leaves, fc.nat(), fc.nat(), async (all, some, more) => {
      fc.pre(all.length > 1);
      const at = some % all.length;
      const proof = await inclusionProof(over(all), at, all.length);
      const lead = (leaf: Buffer) => naiveFromProof(leaf, at, all.length, proof);
      expect(lead(all[at]!)).toEqual(naiveRoot(all));
      const other = (at + 1 + (more % (all.length - 1))) % all.length;
      expect(lead(all[other]!)).not.toEqual(naiveRoot(all));
    }),
  );
});

test('the witness takes every proof of consistency, and none once a hash or an earlier leaf is another', async () => {
  await fc.assert(
    fc.asyncProperty(leaves, fc.nat(), fc.nat(), async (all, some, more) => {
      const old = some % (all.length + 1);
      const older = { size: old, root: naiveRoot(all.slice(0, old)) };
      const newer = { size: all.length, root: naiveRoot(all) };
      const proof = await consistencyProof(over(all), old, all.length);
      expect(isConsistent(older, newer, proof)).toBe(true);
      if (old === 0) return;
      const at = more % old;
      const forged = all.map((leaf, nth) => (nth === at ? sha256(leaf) : leaf));
      const fork = { size: all.length, root: naiveRoot(forged) };
      expect(isConsistent(older, fork, await consistencyProof(over(forged), old, all.length))).toBe(false); // biome-ignore format: one call
      expect(isConsistent(older, fork, proof)).toBe(false);
      const spoilt = proof.map((one, nth) => (nth === more % proof.length ? sha256(one) : one));
      if (proof.length > 0) expect(isConsistent(older, newer, spoilt)).toBe(false);
      expect(isConsistent(older, newer, [...proof, all[0]!])).toBe(false);
      if (proof.length > 0) expect(isConsistent(older, newer, proof.slice(0, -1))).toBe(false);
    }),
  );
});
