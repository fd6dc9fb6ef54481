import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { grantApp } from '../support/grant-consent.ts';
import { change } from '../support/rows.ts';
import type { TestServer } from '../support/server.ts';
import { expect, newNetwork, test } from '../support/test.ts';
import { newVisitor } from '../support/visitor.ts';

const REDIRECT = 'http://localhost:33418/callback';

/** An agent in a process of its own; what it says comes line by line. */
function openAgent(server: TestServer, clientId: string, scope: string) {
  const words = [`${server.url}/api/v1`, clientId, REDIRECT, scope, newNetwork()];
  const agent = spawn(process.execPath, ['e2e/clients/mcp-client.mjs', ...words], {
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: 50_000,
  });
  const lines = createInterface({ input: agent.stdout })[Symbol.asyncIterator]();
  return {
    hears: async () => JSON.parse(String((await lines.next()).value)),
    tell: (line: string) => agent.stdin.write(`${line}\n`),
    ended: once(agent, 'close'),
  };
}

test('an agent with the MCP SDK finds its way from a 401, is let in, calls the API, refreshes', async ({
  server,
}) => {
  change(
    server,
    "insert into oauth_clients (id, name, kind, redirect_uris, scope, created_at) values ('an-agent', 'An agent', 'native', ?, 'account:read notes:read', 1)",
    JSON.stringify(['http://localhost/callback']),
  );
  const visitor = newVisitor(server);
  const email = await visitor.signUp();
  const agent = openAgent(server, 'an-agent', 'account:read');
  expect(await agent.hears()).toEqual({
    status: 401,
    resourceMetadataUrl: `${server.url}/.well-known/oauth-protected-resource/api/v1`,
  });
  const { open } = await agent.hears();
  const asked = new URL(open);
  expect([asked.searchParams.get('resource'), asked.searchParams.get('code_challenge_method')]).toEqual([`${server.url}/api/v1`, 'S256']); // biome-ignore format: one line
  expect(await agent.hears()).toEqual({ outcome: 'REDIRECT' });
  agent.tell((await grantApp(visitor, asked)).href);
  expect(await agent.hears()).toEqual({ outcome: 'AUTHORIZED' });
  expect(await agent.hears()).toMatchObject({ status: 200, scope: 'account:read', me: { email } });
  expect(await agent.hears()).toEqual({ outcome: 'AUTHORIZED', isNew: true });
  await agent.ended;
});

test('one that nobody registered is told so, and is not let register itself', {
  tag: '@long',
}, async ({ server }) => {
  const agent = openAgent(server, 'https://agent.example.com/client.json', 'account:read');
  expect(await agent.hears()).toMatchObject({ status: 401 });
  expect((await agent.hears()).failed).toMatch(/registration/);
  await agent.ended;
});
