import type { Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '#lib/observability/log';
import { tellStopping } from '#lib/server/service-manager';
import { beginLeaving, onDrain, onStop } from '#lib/server/stop';

const DRAIN_MS = 10_000;
const IDLE_MS = 100;
/** A database that does not answer any more keeps nobody from ending. */
const CLOSE_MS = 2_000;

/**
 * Stops well on SIGTERM and SIGINT. For `seconds` everything is served and only `/health/ready` is red, so that a
 * balancer sends nobody here any more; then it takes no new connections, lets what is in flight finish, ten seconds
 * at most, and exits with 0. Ctrl+C reaches us twice, from the terminal and from npm; the second must not
 * cut the first short.
 */
export function drainOnSignal(server: Server, seconds: number) {
  const open = new Set<ServerResponse>();
  server.prependListener('request', (_, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
  });
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      tellStopping();
      if (!isStopping) announce(seconds, () => drain(server, open));
      isStopping = true;
    });
  }
}

function announce(seconds: number, then: () => void) {
  beginLeaving();
  if (seconds === 0) return then();
  log().info({ seconds }, 'stopping soon: /health/ready is red, and everything is still served');
  setTimeout(then, seconds * 1_000);
}

function drain(server: Server, open: Set<ServerResponse>) {
  log().info('stopping: answers under way are finished first');
  const last = () => void end();
  server.close(last);
  for (const stop of onDrain()) void stopOne(stop);
  // A connection that is kept open would bring new requests for as long as it is.
  const sayLast = (response: ServerResponse) =>
    response.headersSent || response.setHeader('Connection', 'close');
  for (const response of open) sayLast(response);
  server.prependListener('request', (_, response) => sayLast(response));
  setInterval(() => server.closeIdleConnections(), IDLE_MS).unref();
  setTimeout(last, DRAIN_MS).unref();
}

async function end(): Promise<never> {
  await Promise.race([stopAll(), sleep(CLOSE_MS)]);
  process.exit(0);
}

async function stopAll() {
  for (const stop of onStop()) await stopOne(stop);
}

async function stopOne(stop: () => void | Promise<void>) {
  try {
    await stop();
  } catch (error) {
    log().error({ err: error }, 'something could not be stopped well');
  }
}
