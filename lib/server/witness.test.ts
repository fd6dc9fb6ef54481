import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { asc } from 'drizzle-orm';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { record } from '#lib/audit/record';
import { checkpointKeys, originOf } from '#lib/audit/tree/checkpoint';
import { growToEnd } from '#lib/audit/tree/grow';
import { isCosigned, readNote } from '#lib/audit/tree/note';
import { proveEntry } from '#lib/audit/tree/prove';
import { verifyLog } from '#lib/audit/verify';
import { hashEntry } from '#lib/db/audit-hash';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { transaction } from '#lib/db/transaction';
import { readCheckpoint } from '#lib/server/read-checkpoint';
import {
  changeSettings,
  emptyTables,
  from,
  makeFolder,
  tamper,
} from '#lib/testing/database.test-support';
import { findPython } from '../../scripts/test-programs.mjs';

const TOKEN = 'token-of-this-test-01';
const SECRET = 'Kq3x0Jr5kzYv8QWb2cTgNq7LhSdFe9uAoiXyRtKlVMw';
const NEWER = 'Zz3x0Jr5kzYv8QWb2cTgNq7LhSdFe9uAoiXyRtKlVMw';

beforeEach(emptyTables);

async function write(count: number) {
  const told = { type: 'user_updated', userId: 'ada', detail: 'email' } as const;
  await transaction(Array.from({ length: count }, () => record(told)));
  await sealLog();
}

type Ended = { status: number | null; out: string };
const run = (program: string, words: string[]) =>
  new Promise<Ended>((done) => {
    const child = spawn(program, words);
    let out = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (piece) => {
        out += piece;
      });
    child.once('close', (status) => done({ status, out }));
  });

/** A witness of this log, which asks as it would over the network. */
async function newWitness() {
  changeSettings({ WITNESS_TOKEN: TOKEN, SESSION_SECRET: SECRET });
  const folder = makeFolder();
  const server = createServer(async ({ headers, url }, response) => {
    const old = new URL(url ?? '', 'http://x').searchParams.get('old');
    const asked = () => readCheckpoint(headers.authorization ?? null, old);
    const { status, text } = await from('198.51.100.7', asked);
    response.writeHead(status).end(text);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  const token = join(folder, 'token');
  writeFileSync(token, TOKEN);
  const keep = ['--folder', join(folder, 'state'), '--name', 'witness.test'];
  const program = (...words: string[]) =>
    run(process.execPath, ['witness/main.mjs', ...words, ...keep]);
  return {
    folder,
    look: (vkey = checkpointKeys()[0]) =>
      program(`http://127.0.0.1:${port}`, '--log', String(vkey), '--token-file', token),
    key: async () => (await program('--key')).out.trim(),
    cosigned: () => readNote(readFileSync(join(folder, 'state/cosigned.txt'), 'utf8'))!,
  };
}

/** As whoever has the database can, with its triggers off: another word in an entry, and all hashes and the tree made anew. */
async function rewrite(seq: number) {
  let previous = '';
  const statements: string[] = [];
  for (const entry of await db().select().from(auditEvents).orderBy(asc(auditEvents.seq))) {
    const forged = entry.seq === seq ? { ...entry, detail: 'profile' } : entry;
    const hash = hashEntry(previous, forged);
    statements.push(
      `update audit_events set detail = '${forged.detail}', hash = '${hash}' where seq = ${seq === entry.seq ? seq : entry.seq}`,
    );
    previous = hash;
  }
  const head = `update audit_head set hash = '${previous}'`;
  await tamper(...statements, head, 'delete from audit_tiles');
  await growToEnd();
}

test('a log that was written anew with every hash is whole for itself, and found by the witness', async () => {
  const witness = await newWitness();
  await write(300);
  expect(await witness.look()).toMatchObject({ status: 0, out: expect.stringContaining('300 entries, the first look') }); // biome-ignore format: one call
  await write(40);
  expect(await witness.look()).toMatchObject({ status: 0, out: expect.stringContaining('340 entries, 40 more') }); // biome-ignore format: one call
  const seen = witness.cosigned();
  expect(await verifyLog(null, seen)).toMatchObject({ entries: 340, faults: [] });

  await rewrite(7);
  await write(5);
  expect((await verifyLog()).faults).toEqual([]);
  expect((await verifyLog(null, seen)).faults).toMatchObject([{ fault: 'witnessed', seq: 340 }]);
  const after = await witness.look();
  expect(after).toMatchObject({ status: 1, out: expect.stringContaining('THE LOG WAS REWRITTEN') });
  expect(witness.cosigned()).toEqual(seen);
});

test('a log whose end was cut off is found by the witness', async () => {
  const witness = await newWitness();
  await write(20);
  await witness.look();
  const [hash] = await db().select().from(auditEvents).orderBy(asc(auditEvents.seq)).limit(1).offset(9); // biome-ignore format: one call
  await tamper(
    'delete from audit_events where seq > 10',
    `update audit_head set seq = 10, hash = '${hash?.hash}'`,
    'delete from audit_tiles',
  );
  expect((await verifyLog()).faults).toEqual([]);
  expect(await witness.look()).toMatchObject({
    status: 1,
    out: expect.stringContaining('CUT OFF'),
  });
  await growToEnd();
  expect((await verifyLog(null, witness.cosigned())).faults).toMatchObject([
    { fault: 'witnessed' },
  ]);
});

test('an entry is proven to the verifier by what the witness cosigned, which every key of the server has signed', async () => {
  const witness = await newWitness();
  changeSettings({ WITNESS_TOKEN: TOKEN, SESSION_SECRET: `${NEWER},${SECRET}` });
  await write(12);
  const [newer, older] = checkpointKeys();
  expect((await witness.look(older)).status).toBe(0);
  expect((await witness.look(newer)).status).toBe(0);
  const seen = witness.cosigned();
  expect(isCosigned(seen, await witness.key())).toBe(true);
  expect(isCosigned({ ...seen, body: `${seen.body}x` }, await witness.key())).toBe(false);
  expect(isCosigned(seen, String(newer))).toBeNull();
  const proof = await proveEntry(5, seen);
  const file = join(witness.folder, 'five.tlog-proof');
  writeFileSync(file, proof.ok ? proof.value : '');
  const python = findPython('cryptography') ?? 'python3';
  const proven = await run(python, ['witness/verify.py', file, String(newer), await witness.key()]);
  expect(proven.status).toBe(0);
  expect(JSON.parse(proven.out)).toMatchObject({ log: originOf(), entries: 12, witnesses: 1 });
  expect(JSON.parse(proven.out).entry[0]).toBe(5);
  await write(1);
  expect(await proveEntry(13, seen)).toMatchObject({ ok: false, reason: 'seen_before_it' });
});

test('a checkpoint says how many entries there are and a hash, to a witness with the token and to nobody else', async () => {
  changeSettings({ WITNESS_TOKEN: TOKEN, SESSION_SECRET: SECRET });
  await write(3);
  const asked = (address: string, authorization: string | null, old: string | null = null) =>
    from(address, () => readCheckpoint(authorization, old));
  const { status, text } = await asked('198.51.100.7', `Bearer ${TOKEN}`);
  expect(status).toBe(200);
  expect(text).toMatch(/^localhost:\d+\/audit\n3\n[A-Za-z0-9+/]{43}=\n\n— localhost:\d+\/audit [A-Za-z0-9+/]+={0,2}\n$/); // biome-ignore format: one call
  for (const token of [null, '', TOKEN, `Bearer ${TOKEN}x`, `bearer ${TOKEN}`])
    expect(await asked('198.51.100.7', token)).toEqual({ status: 404, text: 'Not found' });
  expect((await asked('127.0.0.1', null)).status).toBe(200);
  for (const old of ['', '-1', 'x', '1.5', '01', '9'.repeat(16)])
    expect((await asked('127.0.0.1', null, old)).status).toBe(400);
  for (const old of ['0', '2', '3', '4', '9'.repeat(15)])
    expect((await asked('127.0.0.1', null, old)).text).toMatch(/^old \d+\n/);
  const SITE = { APP_URL: 'https://app.acme.test', SMTP_URL: 'smtps://m.test', MAIL_FROM: 'a@m.test' }; // biome-ignore format: one line
  changeSettings({ ...SITE, WITNESS_TOKEN: undefined, SESSION_SECRET: SECRET });
  expect((await asked('127.0.0.1', null)).status).toBe(404);
});
