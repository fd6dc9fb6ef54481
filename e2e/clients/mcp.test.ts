import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from '@playwright/test';
import { makeCertificate } from '#lib/testing/certificate.test-support';
import { gatehouse } from '#lib/testing/deployment.test-support';
import { tokensFor } from '../support/grant-consent.ts';
import { LIGHT, startServer, type TestServer } from '../support/server.ts';
import { NODE, type Runs, type Site, startSite } from '../support/sites.ts';
import { expect, newPerson, signIn, signUp, test } from '../support/test.ts';
import { newVisitor } from '../support/visitor.ts';

const MCP: Runs = {
  ...NODE,
  register: (url) => ['--audience', `${url}/mcp`, '--scope', 'books:read'],
};

/** An agent in a process of its own; what it says comes line by line. */
function openAgent(site: Site, name: string) {
  const agent = spawn(process.execPath, ['e2e/clients/mcp-agent.mjs', `${site.url}/mcp`, name], {
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: 150_000,
  });
  const lines = createInterface({ input: agent.stdout })[Symbol.asyncIterator]();
  const hears = async () => JSON.parse(String((await lines.next()).value));
  return {
    hears,
    tell(line: 'call' | 'refresh' | 'token') {
      agent.stdin.write(`${line}\n`);
      return hears();
    },
    stop: () => agent.kill('SIGKILL'),
  };
}

const askForBooks = (site: Site, token: string) =>
  fetch(`${site.url}/mcp`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'list_books' } }), // biome-ignore format: one line
  });

/** What the person reads before they answer: who asks, for what, where, and that it acts by itself. */
async function readQuestion(page: Page, server: TestServer, site: Site, who: string) {
  await expect(page.getByRole('heading', { level: 1 })).toContainText(who);
  const { host } = new URL(site.url);
  for (const said of ['localhost', 'books:read', host, 'by itself, also while you are not there'])
    await expect(page.locator('main')).toContainText(said);
  expect(page.url()).toMatch(new RegExp(`^${server.url}/oauth/consent/`));
}

test('an agent with the MCP SDK finds its way from a 401, is let in by a person in a browser, and out', {
  tag: '@long',
}, async ({ server, page }) => {
  const site = await startSite(server, 'mcp', MCP);
  const name = `agent-${new URL(site.url).port}`;
  const added = await gatehouse(server, 'clients', 'add', name, '--name', 'My agent', '--redirect', 'http://localhost/callback', '--scope', 'books:read account:read'); // biome-ignore format: one line
  expect(added.exitCode, added.stderr).toBe(0);
  const agent = openAgent(site, name);
  try {
    const person = await signUp(page, server, newPerson());
    await page.context().clearCookies();

    const { open } = await agent.tell('call');
    const asked = new URL(open).searchParams;
    expect([asked.get('resource'), asked.get('code_challenge_method'), asked.get('scope')]).toEqual([`${site.url}/mcp`, 'S256', 'books:read']); // biome-ignore format: one line
    expect(await agent.hears()).toMatchObject({ failed: 'UnauthorizedError' });
    await page.goto(open);
    await signIn(page, person);
    await readQuestion(page, server, site, 'My agent');
    await page.getByRole('button', { name: 'Allow' }).click();
    await expect(page.getByText('You may close this window.')).toBeVisible();
    expect(await agent.hears()).toEqual({ outcome: 'AUTHORIZED', scope: 'books:read' });
    expect(await agent.tell('call')).toEqual({ says: expect.stringContaining('Middlemarch') });

    // Another token, and each for its own place alone.
    const { token: first } = await agent.tell('token');
    expect(await agent.tell('refresh')).toEqual({ outcome: 'AUTHORIZED' });
    const { token } = await agent.tell('token');
    expect(token).not.toBe(first);
    expect((await askForBooks(site, token)).status).toBe(200);
    const api = await fetch(`${server.url}/api/v1/me`, { headers: { Authorization: `Bearer ${token}` } }); // biome-ignore format: one line
    expect(api.status).toBe(401);
    const visitor = newVisitor(server);
    await visitor.signUp();
    const { access_token } = await tokensFor(server, visitor, ['account:read']);
    for (const other of [access_token, '', 'x', `${token}x`]) {
      const answer = await askForBooks(site, other);
      const challenge = answer.headers.get('WWW-Authenticate');
      expect([answer.status, challenge], other).toEqual([401, expect.stringContaining(`resource_metadata="${site.url}/.well-known/oauth-protected-resource/mcp"`)]); // biome-ignore format: one line
    }

    // The person ends it: at once, and the agent has to ask anew.
    await page.goto(`${server.url}/settings/apps`);
    await page.getByRole('button', { name: /My agent/ }).click();
    await expect(page.locator('main')).not.toContainText('books:read');
    expect((await askForBooks(site, token)).status).toBe(401);
    expect(await agent.tell('call')).toEqual({
      open: expect.stringContaining('/oauth/authorize?'),
    });
  } finally {
    agent.stop();
    site.stop();
  }
});

test('an agent says by its document who it is, where the operator trusts its host and gives it the scope', {
  tag: '@long',
}, async ({ page }) => {
  const certificate = makeCertificate('localhost');
  const host = createServer(certificate, (_, response) => {
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(document));
  }).listen(0, 'localhost');
  await new Promise((ready) => host.once('listening', ready));
  const origin = `localhost:${(host.address() as AddressInfo).port}`;
  const document = {
    client_id: `https://${origin}/agent.json`,
    client_name: 'An agent of a host',
    redirect_uris: ['http://localhost/callback'],
    token_endpoint_auth_method: 'none',
  };
  const trusted = join(mkdtempSync(join(tmpdir(), 'mcp-')), 'host.pem');
  writeFileSync(trusted, certificate.cert);
  const trust = { CLIENT_DOCUMENT_HOSTS: origin, NODE_EXTRA_CA_CERTS: trusted };
  const server = await startServer({ ...LIGHT, ...trust });
  const site = await startSite(server, 'mcp', MCP);
  const early = openAgent(site, document.client_id);
  const agent = openAgent(site, document.client_id);
  try {
    const person = newPerson();
    await newVisitor(server).signUp(person);
    // Its document makes it known, and gives it no scope of anybody’s service.
    await page.goto((await early.tell('call')).open);
    await early.hears();
    await expect(page.getByText('You may close this window.')).toBeVisible();
    expect(new URL(page.url()).searchParams.get('error')).toBe('invalid_scope');
    expect(await early.hears()).toEqual({ refused: true });
    const given = await gatehouse(server, 'clients', 'update', document.client_id, '--scope', 'books:read'); // biome-ignore format: one line
    expect(given.exitCode, given.stderr).toBe(0);

    const { open } = await agent.tell('call');
    await agent.hears();
    expect(new URL(open).searchParams.get('client_id')).toBe(document.client_id);
    await page.goto(open);
    await signIn(page, person);
    await readQuestion(page, server, site, 'An agent of a host');
    await expect(page.locator('main')).toContainText(origin);
    await page.getByRole('button', { name: 'Allow' }).click();
    await expect(page.getByText('You may close this window.')).toBeVisible();
    expect(await agent.hears()).toEqual({ outcome: 'AUTHORIZED', scope: 'books:read' });
    expect(await agent.tell('call')).toEqual({ says: expect.stringContaining('Middlemarch') });
    expect(await agent.tell('refresh')).toEqual({ outcome: 'AUTHORIZED' });
  } finally {
    early.stop();
    agent.stop();
    site.stop();
    host.close();
    await server.remove();
  }
});

test('an agent that nobody registered is told so, and is not let register itself', {
  tag: '@long',
}, async ({ server }) => {
  const site = await startSite(server, 'mcp', MCP);
  const agent = openAgent(site, 'https://agent.example.com/agent.json');
  try {
    expect((await agent.tell('call')).message).toMatch(/registration/);
  } finally {
    agent.stop();
    site.stop();
  }
});
