import type { Server, ServerResponse } from 'node:http';
import { log } from '#lib/observability/log';
import { onStop } from '#lib/server/stop';

const DRAIN_MS = 10_000;
const IDLE_MS = 100;

/**
 * Stops well on SIGTERM and SIGINT: takes no new connections, lets what is in flight finish, ten seconds
 * at most, and exits with 0. Ctrl+C reaches us twice, from the terminal and from npm; the second must not
 * cut the first short.
 */
export function drainOnSignal(server: Server) {
  const open = new Set<ServerResponse>();
  server.prependListener('request', (_, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
  });
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (!isStopping) drain(server, open);
      isStopping = true;
    });
  }
}

function drain(server: Server, open: Set<ServerResponse>) {
  log().info('stopping: answers under way are finished first');
  server.close(end);
  // A connection that is kept open would bring new requests for as long as it is.
  const sayLast = (response: ServerResponse) =>
    response.headersSent || response.setHeader('Connection', 'close');
  for (const response of open) sayLast(response);
  server.prependListener('request', (_, response) => sayLast(response));
  setInterval(() => server.closeIdleConnections(), IDLE_MS).unref();
  setTimeout(end, DRAIN_MS).unref();
}

function end(): never {
  for (const stop of onStop()) {
    try {
      stop();
    } catch (error) {
      log().error({ err: error }, 'something could not be stopped well');
    }
  }
  process.exit(0);
}
