import { EventEmitter } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { env, SettingsError } from '#lib/env';
import { frontDoor } from '#lib/front/door';
import { fixedHeaders, NO_POLICY } from '#lib/front/headers';
import { plainText } from '#lib/front/page';
import { kept } from '#lib/kept';
import { log } from '#lib/operation/log';
import { onStop } from '#lib/operation/stop';

const DRAIN_MS = 10_000;
const IDLE_MS = 100;

/** Starts the one process that serves everything: checks the settings, prepares Next, opens the port. */
async function serve(isDevelopment: boolean) {
  const { PORT, APP_URL } = env();
  // A sign-in server reports to nobody.
  process.env['NEXT_TELEMETRY_DISABLED'] = '1';
  kept('front-door', () => true);
  // Where Next finds itself: never by a name that a request brought along.
  process.env['__NEXT_PRIVATE_ORIGIN'] = `http://127.0.0.1:${PORT}`;
  const { default: next } = await import('next');
  // An emitter that nothing rings: Next would otherwise answer WebSocket upgrades, which only `dev` needs.
  const bell = isDevelopment ? {} : { httpServer: new EventEmitter() as Server };
  const app = next({
    dev: isDevelopment,
    port: PORT,
    hostname: 'localhost',
    quiet: !isDevelopment,
    ...bell,
  });
  await app.prepare();

  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 5_000,
      maxHeaderSize: 16_384,
    },
    frontDoor(app.getRequestHandler(), { isDevelopment }),
  );
  const answers = new WeakMap<Socket, ServerResponse>();
  server.on('request', (request, response) => answers.set(request.socket, response));
  server.on('clientError', (error, socket) => {
    const answer = answers.get(socket as Socket);
    // What is broken is the rest of a request that has its answer already: it gets no second one.
    if (answer?.headersSent && !answer.req.complete) socket.end();
    else refuseBroken(error, socket as Socket);
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    stopNow(
      error.code === 'EADDRINUSE'
        ? `Port ${PORT} is taken. Stop what runs there, or start with another: PORT=3001 npm start`
        : error.message,
    );
  });
  server.listen(PORT, () => process.stdout.write(`\n  Gatehouse is ready at ${APP_URL}\n\n`));

  const open = new Set<ServerResponse>();
  server.prependListener('request', (_, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
  });
  // Ctrl+C reaches us twice, from the terminal and from npm; the second must not cut the first short.
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (!isStopping) drain(server, open);
      isStopping = true;
    });
  }
  process.on('uncaughtException', (error) => log().fatal({ err: error }, 'an error nobody caught'));
  process.on('unhandledRejection', (error) =>
    log().error({ err: error }, 'a rejection nobody caught'),
  );
}

/** Takes no new connections, lets what is in flight finish, ten seconds at most, and ends well. */
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

/** What could not even be parsed gets one plain answer, with our headers, and the connection ends. */
function refuseBroken(error: NodeJS.ErrnoException, socket: Socket) {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? 431
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? 408
        : 400;
  const body = plainText(status);
  const headers = [
    ...fixedHeaders(env()),
    ['Content-Security-Policy', NO_POLICY],
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['Content-Length', Buffer.byteLength(body)],
    ['Connection', 'close'],
  ];
  socket.end(
    `HTTP/1.1 ${status} Refused\r\n${headers.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n${body}`,
  );
}

function stopNow(message: string): never {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

const isDevelopment = process.argv.includes('--dev');
Object.assign(process.env, { NODE_ENV: isDevelopment ? 'development' : 'production' });
serve(isDevelopment).catch((error: unknown) =>
  stopNow(
    error instanceof SettingsError ? error.message : String((error as Error)?.stack ?? error),
  ),
);
