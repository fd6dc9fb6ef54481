import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { freePort } from '#e2e/support/server';

const READY_MS = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-components-'));
let server: ChildProcess;
let site: string;

test.beforeAll(async () => {
  const port = await freePort();
  site = `http://localhost:${port}`;
  server = spawn(process.execPath, ['scripts/run.mjs', 'dev'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: String(port),
      DATABASE_URL: `file:${folder}/dev.db`,
    } as unknown as NodeJS.ProcessEnv,
    stdio: 'ignore',
  });
  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline) {
    const answer = await fetch(`${site}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await sleep(500);
  }
  throw new Error('The development server was not ready in time.');
});
test.afterAll(async () => {
  const ended = once(server, 'exit');
  server.kill();
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

test('npm run dev shows every component in its states, light and dark, and breaks no rule', async ({
  page,
}) => {
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const answer = await page.goto(`${site}/dev/components`, { waitUntil: 'networkidle' });
    expect(answer?.status()).toBe(200);
    expect(await page.locator('.shown-states > div').count()).toBeGreaterThan(40);
    // The same fields stand there several times, in another state each.
    const { violations } = await new AxeBuilder({ page })
      .include('main')
      .disableRules(['duplicate-id-aria', 'heading-order', 'page-has-heading-one', 'landmark-unique', 'region'])
      .analyze(); // biome-ignore format: one line
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html}`))).toEqual(
      [],
    );
  }
  expect(faults).toEqual([]);
  // Whatever is sent there leaves the browser nowhere.
  const email = page.locator('form').filter({ hasText: 'Send me a code' }).first();
  await email.locator('input[name=email]').fill('ada@example.com');
  await email.getByRole('button').click();
  await expect(page.getByText('Refused, as everything here.').first()).toBeVisible();
});
