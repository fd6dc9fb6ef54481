import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { latestCode } from '#e2e/support/mailbox';
import { expect, press, test } from '#e2e/support/story';
import { newPerson, signIn } from '#e2e/support/test';

test('no secret is in a page, a payload, a storage, a log line or a file', async ({
  page,
  server,
}) => {
  const person = { ...newPerson('Zoe'), password: 'nineteen silver kettles whistle' };
  const answers: Promise<string>[] = [];
  page.on('response', (response) => {
    const text = response.text().catch(() => '');
    answers.push(text.then((body) => `${response.url()}\n${body}`));
  });

  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('Email').fill(person.email);
  await page.locator('[name=password]').fill(person.password);
  await press(page, 'Create account');
  await page.waitForURL('**/sign-up/verify');
  const cookie = async (name: string) =>
    (await page.context().cookies()).find((one) => one.name === name)?.value as string;
  const flow = await cookie('flow');
  const code = await latestCode(server.port, person.email);
  await page.getByLabel('Six-digit code').fill(code);
  await press(page, 'Verify');
  await page.waitForURL('**/dashboard');
  const first = await cookie('session');
  await page.goto('/settings/sessions');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in?signed-out=1');
  await signIn(page, { ...person, password: `${person.password}!` });
  await expect(page.locator('.summary')).toBeVisible();
  await signIn(page, person, { remember: true });
  await page.waitForURL('**/dashboard');
  const second = await cookie('session');
  await page.goto('/');

  expect(await page.evaluate(() => document.cookie)).toBe('');
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, window.name, history.state]),
  );
  const secrets = [person.password, flow, first, second, ...storedSecrets(server.database)];
  expect(secrets.length).toBeGreaterThan(5);
  const pages = (await Promise.all(answers)).join('\n');
  expect(pages).toContain(person.email);
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(15);
    expect(pages).not.toContain(secret);
    expect(stored).not.toContain(secret);
  }
  expect(pages).not.toMatch(/\$argon2|Fe26\./);

  const alone = new RegExp(`(?<![0-9a-zA-Z])${code}(?![0-9a-zA-Z])`);
  for (const secret of [person.password, flow, first, second])
    expect(server.output()).not.toContain(secret);
  expect(server.output()).toContain('/sign-in');
  expect(server.output()).not.toMatch(alone);
  const files = readdirSync(server.folder);
  expect(files).toContain('gatehouse.db');
  for (const file of files) {
    const content = readFileSync(join(server.folder, file), 'latin1');
    for (const secret of [person.password, flow, first, second])
      expect(content.includes(secret), file).toBe(false);
    expect(alone.test(content), file).toBe(false);
    expect(content.includes(createHash('sha256').update(code).digest('hex')), file).toBe(false);
  }
});

/** What the rows hold that no page may show. */
function storedSecrets(file: string): string[] {
  const database = new Database(file, { readonly: true });
  const column = (query: string) =>
    database
      .prepare(query)
      .pluck()
      .all()
      .map((value) => (Buffer.isBuffer(value) ? value.toString('hex') : String(value)))
      .filter((value) => value.length > 15);
  const found = [
    ...column('select password_hash from users'),
    ...column('select secret_hash from sessions'),
    ...column('select code_hash from codes'),
    ...column('select flow_hash from codes'),
    ...column('select body from outbox'),
  ];
  database.close();
  return found;
}
