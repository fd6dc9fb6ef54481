import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { withProgress } from '#lib/operator/progress';
import { newDeployment } from '#lib/testing/deployment.test-support';
import { openFile } from '#lib/testing/open-file.test-support';

vi.setConfig({ testTimeout: 120_000 });

test('everything is copied into another database, the copy verified, and a changed letter named', async () => {
  const here = newDeployment();
  onTestFinished(() => here.remove());
  await here.seed();
  const target = join(here.folder, 'copy.db');
  const asked = { TARGET: `file:${target}` };
  const copied = await here.run('gatehouse', ['db', 'copy', here.file, 'env:TARGET'], asked);
  expect(copied).toMatchObject({ exitCode: 0, stderr: '' });
  expect(copied.stdout).toMatch(/^users {2}\d+ {2}[\da-f]{64}$/m);
  expect(copied.stdout).toMatch(/^Copied \d+ rows, and read back the same\.$/m);
  expect(copied.stdout).toMatch(/^The audit log is whole: \d+ entries\. Head: \d+:[\da-f]{64}$/m);
  expect(copied.stdout).toContain(
    `the same SESSION_SECRET (in ${join(here.folder, 'data/secret')})`,
  );

  const again = await here.gatehouse('db', 'copy', here.file, target, '--json');
  expect(again.exitCode).toBe(1);
  expect(JSON.parse(again.stdout).error).toMatch(/copy\.db has people already/);

  const compare = () => here.gatehouse('db', 'compare', here.file, target, '--json');
  expect(await compare()).toMatchObject({ exitCode: 0, stderr: '' });
  const file = openFile(target);
  const { id } = file.prepare("select id from users where name = 'Ada'").get() as { id: string };
  file.prepare("update users set name = 'Ade' where id = ?").run(id);
  file.close();
  const compared = await compare();
  expect(compared.exitCode).toBe(1);
  expect(JSON.parse(compared.stdout).error).toBe(
    `They are not the same.\nusers: the row ${id} has another name.`,
  );
});

test('an address that is none, or is not given, is said, and ends with 2', async () => {
  const here = newDeployment();
  onTestFinished(() => here.remove());
  for (const [words, says] of [
    [['a.db', 'env:NOTHING'], 'TO names NOTHING, which is not set.'],
    [['mysql://a/b', 'b.db'], 'FROM must be file:PATH, PATH, postgres://…'],
    [['a.db', 'postgres://user:hidden@host'], 'TO must look like postgres://gatehouse:'],
    [['a.db'], 'Missing required positional argument: TO'],
  ] as const) {
    const { exitCode, stderr } = await here.gatehouse('db', 'copy', ...words);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(says)]);
    expect(stderr).not.toContain('hidden');
  }
});

test('on a terminal one line shows how far it is and goes away; elsewhere there is none', async () => {
  const written: string[] = [];
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const { isTTY } = process.stderr;
  onTestFinished(() => {
    write.mockRestore();
    process.stderr.isTTY = isTTY;
  });
  const work = async (tell?: (done: never) => void) => {
    tell?.({ what: 'Copying', table: 'users', rows: 500, total: 1_000 } as never);
    tell?.({ what: 'Copying', table: 'users', rows: 600, total: 1_000 } as never);
    tell?.({ what: 'Copying', table: 'users', rows: 1_000, total: 1_000 } as never);
  };
  process.stderr.isTTY = false;
  await withProgress(work);
  expect(written).toEqual([]);
  process.stderr.isTTY = true;
  await withProgress(work);
  expect(written.map(stripVTControlCharacters)).toEqual([
    expect.stringMatching(
      /^\rCopying users {2}\[#{15} {15}\] {2}50 % {2}\(500 of 1000, \d+ a second\)$/,
    ),
    expect.stringMatching(/\[#{30}\] {2}100 % {2}\(1000 of 1000, \d+ a second\)$/),
    '\r',
  ]);
  const { columns } = process.stderr;
  onTestFinished(() => {
    process.stderr.columns = columns;
  });
  for (const room of [60, 40, 20]) {
    process.stderr.columns = room;
    await withProgress(work);
    const last = stripVTControlCharacters(written.at(-2) ?? '').replace('\r', '');
    expect([room, last.length < room, last.startsWith('Copying users')]).toEqual([
      room,
      true,
      true,
    ]);
  }
});
