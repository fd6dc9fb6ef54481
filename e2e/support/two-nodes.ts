import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startCluster } from '#lib/testing/cluster.test-support';
import { QUICK_START } from '#lib/testing/deployment.test-support';
import { listenTo } from './mailbox.ts';
import { freePort, startServer, type TestServer } from './server.ts';

const NODE_OF_TWO = `--import=${pathToFileURL(resolve('e2e/support/node-of-two.mjs')).href}`;

/**
 * One site of two built servers on a PostgreSQL of its own, behind what hands each connection to the next of them and
 * knows nothing of what is said on it. A node ends the connection with its answer, so that each request is the other's
 * turn. For a test it is what one server is: see `startServer`.
 */
export async function startTwoNodes(env: Record<string, string>): Promise<TestServer> {
  const cluster = await startCluster();
  const settings = {
    DATABASE_URL: cluster.url('postgres'),
    SESSION_SECRET: env['SESSION_SECRET'] ?? randomBytes(32).toString('base64url'),
  };
  const turns = await startRoundRobin();
  const url = env['APP_URL'] ?? `http://localhost:${turns.port}`;
  const common = {
    ...env,
    ...settings,
    APP_URL: url,
    START_SECRET_OF_TEST: randomBytes(32).toString('base64url'),
    NODE_OPTIONS: `${QUICK_START.NODE_OPTIONS} ${NODE_OF_TWO}`,
  };
  const node = async () => startServer({ ...common, PORT: String(await freePort()) });
  const first = await node();
  const nodes = [first, await node()];
  const output = inOneText(nodes.map((one) => one.output));
  turns.leadTo(nodes.map(({ port }) => port));
  listenTo(turns.port, output);
  return {
    ...first,
    url,
    port: turns.port,
    database: settings.DATABASE_URL,
    settings,
    output,
    start: async () => void (await Promise.all(nodes.map((one) => one.start()))),
    stop: async (signal) => (await Promise.all(nodes.map((one) => one.stop(signal))))[0] ?? null,
    async remove() {
      turns.close();
      await Promise.all(nodes.map((one) => one.remove()));
      await cluster.remove();
    },
  };
}

/** A server of its own, or a site of two of them, as a test asks for it. */
export const startSite = (nodes: 1 | 2, env: Record<string, string>): Promise<TestServer> =>
  nodes === 2 ? startTwoNodes(env) : startServer(env);

/** What several print, one behind the other: what was there at one look stands before all that comes later. */
function inOneText(outputs: (() => string)[]): () => string {
  const known = outputs.map(() => 0);
  let text = '';
  return () => {
    for (const [at, output] of outputs.entries()) {
      const now = output();
      text += now.slice(known[at]);
      known[at] = now.length;
    }
    return text;
  };
}

/** Hands each connection to the next port in turn, byte for byte. */
async function startRoundRobin() {
  const open = new Set<Socket>();
  let ports: number[] = [];
  let turn = 0;
  const server = createServer({ allowHalfOpen: true }, (asked) => {
    const node = connect({
      port: ports[turn++ % ports.length] as number,
      host: '127.0.0.1',
      allowHalfOpen: true,
    });
    for (const [one, other] of [
      [asked, node],
      [node, asked],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroySoon();
      });
      one.pipe(other);
    }
  }).listen(0);
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port,
    leadTo(to: number[]) {
      ports = to;
    },
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
