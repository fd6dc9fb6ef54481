// An agent with the MCP SDK: it knows the address of an MCP server and how it calls itself, and what the server says leads
// it. It opens no browser but prints where one is to go, and takes the answer on this machine. Then it does what it is told,
// a line each: `call` uses a tool, `refresh` gets another token, `token` shows the one it has.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { auth } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [server, name] = process.argv.slice(2);
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
let answered;
const answer = new Promise((resolve) => {
  answered = resolve;
});
const listener = createServer((request, response) => {
  response.end('You may close this window.');
  answered(new URL(request.url, redirectUrl).searchParams.get('code'));
}).listen(0, 'localhost');
await new Promise((ready) => listener.once('listening', ready));
const redirectUrl = `http://localhost:${listener.address().port}/callback`;

const isDocument = name.startsWith('https:');
const kept = { client: isDocument ? undefined : { client_id: name } };
const provider = {
  redirectUrl,
  clientMetadata: { redirect_uris: [redirectUrl], client_name: 'An agent' },
  clientMetadataUrl: isDocument ? name : undefined,
  clientInformation: () => kept.client,
  saveClientInformation: (client) => Object.assign(kept, { client }),
  tokens: () => kept.tokens,
  saveTokens: (tokens) => Object.assign(kept, { tokens }),
  invalidateCredentials: () => delete kept.tokens,
  state: () => 'a-state',
  redirectToAuthorization: (url) => say({ open: url.href }),
  saveCodeVerifier: (verifier) => Object.assign(kept, { verifier }),
  codeVerifier: () => kept.verifier,
};

/** One session with the server, as the SDK has it: a 401 begins the way to a token. */
async function call() {
  const transport = new StreamableHTTPClientTransport(new URL(server), { authProvider: provider });
  const client = new Client({ name: 'an-agent', version: '1.0.0' });
  try {
    await client.connect(transport);
    const { content } = await client.callTool({ name: 'list_books' });
    say({ says: content[0].text });
  } catch (error) {
    say({ failed: error.constructor.name, message: error.message });
    if (error.constructor.name !== 'UnauthorizedError') return;
    const code = await answer;
    if (!code) return say({ refused: true });
    await transport.finishAuth(code);
    say({ outcome: 'AUTHORIZED', scope: kept.tokens.scope });
  } finally {
    await client.close();
  }
}

const does = {
  call,
  refresh: async () => say({ outcome: await auth(provider, { serverUrl: server }) }),
  token: () => say({ token: kept.tokens.access_token }),
};
for await (const line of createInterface({ input: process.stdin })) await does[line]();
