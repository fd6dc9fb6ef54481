import { createServer } from 'node:http';
import { CLI, sendToOauth } from '#e2e/support/grant-consent';
import type { TestServer } from '#e2e/support/server';

const SCOPE = 'account:read notes:read';

/** A device that asks to be let in, and how it hears the answer. */
export async function newDevice(server: TestServer) {
  const headers = { 'User-Agent': 'gatehouse-cli/0.1.0 (Linux)' };
  const form = { client_id: CLI, scope: SCOPE };
  const asked = await sendToOauth(server, '/oauth/device_authorization', form, headers);
  const { user_code, device_code, verification_uri_complete } = (await asked.json()) as Record<
    string,
    string
  >;
  const poll = async () => {
    const answer = await sendToOauth(
      server,
      '/oauth/token',
      {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        client_id: CLI,
        device_code: String(device_code),
      },
      headers,
    );
    return (await answer.json()) as Record<string, string>;
  };
  return { code: String(user_code), link: String(verification_uri_complete), poll };
}

/** An app on the person's own machine: where it listens, and the address it sends a browser to. */
export async function newApp(server: TestServer) {
  const asked: URL[] = [];
  const site = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://127.0.0.1'));
    response
      .setHeader('Content-Type', 'text/html')
      .end('<!doctype html><title>The app</title><p>Back in the app.');
  }).listen(0, '127.0.0.1');
  await new Promise((done) => site.once('listening', done));
  const { port } = site.address() as { port: number };
  const query = new URLSearchParams({
    client_id: CLI,
    redirect_uri: `http://127.0.0.1:${port}/callback`,
    response_type: 'code',
    scope: SCOPE,
    state: 'kept by the app',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  const answers = () => asked.filter(({ pathname }) => pathname === '/callback');
  return {
    url: `${server.url}/oauth/authorize?${query}`,
    port,
    answers,
    close: () => site.close(),
  };
}

export const allowApps = (watch: { allow: (pattern: RegExp) => unknown }) =>
  // The app ends with its test; by then the browser may still want its icon.
  watch.allow(
    /^(sent elsewhere: http:\/\/127\.0\.0\.1:\d+\/(callback|favicon)|Failed to load resource: net::ERR_CONNECTION_REFUSED)/,
  );
