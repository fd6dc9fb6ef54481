import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { like } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { db } from '#lib/db/client';
import { findClientMetadata } from '#lib/oauth/client-metadata';
import { removeClient } from '#lib/oauth/clients';
import { isDocumentAddress } from '#lib/oauth/documents/address';
import { MOST_DOCUMENTS } from '#lib/oauth/documents/keep';
import { authorize, codeFor, get, redeem, viewerOfTicket } from '#lib/oauth/flows.test-support';
import {
  addUser,
  beginSession,
  changeSettings,
  clearSingleton,
  emptyTables,
} from '#lib/testing/database.test-support';

const REDIRECT = 'http://localhost:33418/callback';
let site: Server;
let host = '';
let asked = 0;
let answer: (response: ServerResponse) => void;

const says =
  (document: unknown, status = 200) =>
  (response: ServerResponse) =>
    response
      .writeHead(status, { 'Content-Type': 'application/json' })
      .end(typeof document === 'string' ? document : JSON.stringify(document));
const id = (path = '/agent.json') => `http://${host}${path}`;
const document = (more: object = {}, path = '/agent.json') => ({
  client_id: id(path),
  client_name: 'An agent',
  redirect_uris: ['http://localhost/callback', 'http://127.0.0.1/callback'],
  token_endpoint_auth_method: 'none',
  ...more,
});

beforeEach(async () => {
  await emptyTables();
  await db().delete(oauthClients).where(like(oauthClients.id, 'http%'));
  clearSingleton('client-documents', 'oauth');
  asked = 0;
  site = createServer((_, response) => {
    asked++;
    answer(response);
  }).listen(0, '127.0.0.1');
  await new Promise((ready) => site.once('listening', ready));
  host = `127.0.0.1:${(site.address() as AddressInfo).port}`;
  changeSettings({ CLIENT_DOCUMENT_HOSTS: `claude.ai,${host}` });
  answer = says(document());
});
afterEach(() => {
  site.closeAllConnections();
  site.close();
});

const isKnown = async (client = id()) => (await findClientMetadata(client)) !== undefined;
const entered = () => db().select().from(oauthClients).where(like(oauthClients.id, 'http%'));

test('a program on a trusted host is let in like any other, and is one that the operator sees and removes', async () => {
  const viewer = await viewerOfTicket(await beginSession(await addUser()));
  const more = { client_id: id(), redirect_uri: REDIRECT };
  const { code, verifier } = await codeFor(viewer, { ...more, scope: 'account:read sessions' });
  const tokens = await redeem(code, verifier, more);
  expect(await tokens.json()).toMatchObject({ scope: 'account:read', refresh_token: expect.any(String) }); // biome-ignore format: one line
  expect(await entered()).toMatchObject([{ id: id(), name: 'An agent', kind: 'native', secretHash: null }]); // biome-ignore format: one line
  expect(asked).toBe(1);
  expect(await removeClient(id())).toBe(true);
  const about = await (await get('/.well-known/openid-configuration')).json();
  expect(about.client_id_metadata_document_supported).toBe(true);
});

test.each([
  ['says that it is another', () => says(document({ client_id: 'https://claude.ai/agent.json' }))],
  ['says that it is one that the operator added', () => says(document({ client_id: 'gatehouse-cli' }))],
  ['has no name', () => says(document({ client_name: ' ' }))],
  ['has nowhere to go', () => says(document({ redirect_uris: [] }))],
  ['goes somewhere else', () => says(document({ redirect_uris: ['https://evil.example.com/'] }))],
  ['goes there in clear', () => says(document({ redirect_uris: ['http://evil.example.com/'] }))],
  ['goes to a scheme that anybody claims', () => says(document({ redirect_uris: ['agent:/back'] }))],
  ['goes to eleven places', () => says(document({ redirect_uris: Array(11).fill('http://localhost/') }))],
  ['has a secret', () => says(document({ client_secret: 'x' }))],
  ['wants to prove itself by one', () => says(document({ token_endpoint_auth_method: 'client_secret_basic' }))],
  ['has keys elsewhere', () => says(document({ jwks_uri: 'http://169.254.169.254/keys' }))],
  ['is no JSON', () => says('<html>')],
  ['is a list', () => says([document()])],
  ['is empty', () => says('')],
  ['is too long', () => says(document({ more: 'x'.repeat(20_000) }))],
  ['is not there', () => says(document(), 404)],
  ['is elsewhere', () => (to: ServerResponse) => to.writeHead(302, { Location: id('/other.json') }).end()],
  ['fails', () => says(document(), 500)],
  ['breaks off', () => (to: ServerResponse) => to.destroy()],
])('a document that %s lets nobody in, and nothing is entered', async (_, said) => {
  answer = said();
  expect(await isKnown()).toBe(false);
  expect(await entered()).toEqual([]);
  const { location } = await authorize({ client_id: id(), redirect_uri: REDIRECT });
  expect(location).not.toContain('/oauth/consent/');
  expect(asked).toBe(1);
}); // biome-ignore format: one line

/** Writes so many bytes each time, until nobody listens. */
const dripping = (bytes: number, everyMs: number) => (to: ServerResponse) => {
  to.writeHead(200, { 'Content-Type': 'application/json' });
  const drops = setInterval(() => to.write(' '.repeat(bytes)), everyMs);
  to.once('close', () => clearInterval(drops));
};

test.each([
  ['says nothing', () => {}],
  ['drips', dripping(1, 50)],
  ['never ends', dripping(64 * 1024, 1)],
])('one that %s is given up', async (_, said) => {
  answer = said;
  expect(await isKnown()).toBe(false);
  expect(await entered()).toEqual([]);
});

test('what it says is asked for once in five minutes; what changed counts then, and what fell silent stays', async () => {
  await isKnown();
  answer = says(document({ client_name: 'Another name', redirect_uris: ['http://localhost/new'] }));
  for (let nth = 0; nth < 5; nth++) await isKnown();
  expect([asked, (await entered())[0]?.name]).toEqual([1, 'An agent']);
  clearSingleton('client-documents');
  expect((await findClientMetadata(id()))?.redirect_uris).toEqual(['http://localhost/new']);
  clearSingleton('client-documents');
  for (const status of [503, 429, 403, 302]) {
    answer = says('', status);
    expect([status, await isKnown()]).toEqual([status, true]);
    clearSingleton('client-documents');
  }
  answer = says('', 410);
  expect(await isKnown()).toBe(false);
});

test('two hundred may enter themselves, also at once, and the operator makes room', async () => {
  const rows = Array.from({ length: MOST_DOCUMENTS - 1 }, (_, nth) => ({
    id: `https://claude.ai/${nth}`,
    name: 'Old',
    kind: 'native',
    redirectUris: '[]',
    createdAt: new Date(),
  }));
  await db().insert(oauthClients).values(rows);
  answer = says(document());
  expect(await isKnown()).toBe(true);
  answer = says(document({}, '/more.json'));
  expect(await isKnown(id('/more.json'))).toBe(false);
  await removeClient('https://claude.ai/1');
  clearSingleton('client-documents');
  expect(await isKnown(id('/more.json'))).toBe(true);
});

const FINE = 'https://claude.ai/oauth/client.json';
test.each([
  [FINE, true],
  ['https://claude.ai/', false],
  ['https://claude.ai', false],
  ['http://claude.ai/client.json', false],
  ['https://CLAUDE.ai/client.json', false],
  ['https://claude.ai:444/client.json', false],
  ['https://claude.ai/a/../client.json', false],
  ['https://claude.ai/client.json#x', false],
  ['https://user@claude.ai/client.json', false],
  ['https://claude.ai.evil.example/client.json', false],
  ['https://evil.example/client.json', false],
  ['https://evil.example\\@claude.ai/client.json', false],
  [`https://claude.ai/${'x'.repeat(200)}`, false],
  ['https://10.0.0.1/client.json', false],
  ['https://[::1]/client.json', false],
  ['https://169.254.169.254/latest', false],
  ['file:///etc/passwd', false],
  ['gatehouse-cli', false],
])('%s is an address that is asked: %s', async (address, isOne) => {
  changeSettings({
    APP_URL: 'https://gate.example.org',
    SMTP_URL: 'smtps://mail.example.org',
    MAIL_FROM: 'gate@example.org',
    CLIENT_DOCUMENT_HOSTS: 'claude.ai,10.0.0.1,169.254.169.254',
  });
  expect(isDocumentAddress(address)).toBe(isOne);
});

test('without a list nothing is fetched, and who was there is there no more', async () => {
  await isKnown();
  clearSingleton('client-documents', 'oauth');
  changeSettings({ CLIENT_DOCUMENT_HOSTS: undefined });
  const spy = vi.fn();
  site.on('request', spy);
  expect(await isKnown()).toBe(false);
  expect(spy).not.toHaveBeenCalled();
  const about = await (await get('/.well-known/openid-configuration')).json();
  expect(about).not.toHaveProperty('client_id_metadata_document_supported');
});
