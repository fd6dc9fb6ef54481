import cluster from 'node:cluster';
import { EventEmitter } from 'node:events';
import { createServer, type Server } from 'node:http';
import { startSecret } from '#lib/crypto/start-secret';
import { env } from '#lib/env';
import { SettingsError } from '#lib/env/settings-error';
import { log } from '#lib/observability/log';
import { expectDeclarations } from '#lib/product/expect-declarations';
import { takeConsole } from '#lib/server/console';
import { answerClientErrors } from '#lib/server/http/client-errors';
import { drainOnSignal } from '#lib/server/http/drain';
import { greeting } from '#lib/server/http/greeting';
import { requestHandler } from '#lib/server/http/handler';
import { longestMs } from '#lib/server/http/limit-body';
import { addressesOf, listenAt, ownAddress } from '#lib/server/http/listen';
import { countWithOthers } from '#lib/server/metrics-of-all';
import { leadProcesses, START_SECRET } from '#lib/server/processes';
import { endWithStarter, isRehearsal, REHEARSAL } from '#lib/server/rehearsal';
import { tellReady } from '#lib/server/service-manager';
import { singleton } from '#lib/singleton';

/**
 * Starts the process that serves everything: checks the settings, prepares Next, opens the port. With `WORKERS` it is one
 * of several, and a parent leads them.
 */
async function serve(isDevelopment: boolean) {
  // Whatever this process writes is for its user only: the database and what lies beside it.
  process.umask(0o077);
  expectDeclarations();
  if (isRehearsal(process.env[REHEARSAL])) endWithStarter();
  const { PORT, LISTEN, KEEP_ALIVE_SECONDS, WORKERS, DRAIN_SECONDS } = env();
  if (WORKERS > 1 && cluster.isPrimary && !isDevelopment) return leadProcesses();
  if (cluster.isWorker) joinOthers();
  // A sign-in server reports to nobody.
  process.env['NEXT_TELEMETRY_DISABLED'] = '1';
  singleton('front-door', () => true);
  if (!isDevelopment) takeConsole();
  // Where Next finds itself: never by a name that a request brought along.
  process.env['__NEXT_PRIVATE_ORIGIN'] = ownAddress(LISTEN, PORT);
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
      requestTimeout: longestMs(),
      // Looked at once a second; by default it is every half minute, and twice the time-outs are granted.
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: KEEP_ALIVE_SECONDS * 1_000,
      maxHeaderSize: 16_384,
      // The front door says so itself, with its headers.
      requireHostHeader: false,
    },
    requestHandler(app.getRequestHandler(), { isDevelopment }),
  );
  answerClientErrors(server);
  server.on('error', (error: NodeJS.ErrnoException) => {
    stopNow(
      error.code === 'EADDRINUSE'
        ? `Port ${PORT} is taken. Stop what runs there, or start with another: PORT=3001 npm start`
        : error.code === 'EADDRNOTAVAIL'
          ? `LISTEN=${LISTEN} is no address of this machine.`
          : error.message,
    );
  });
  listenAt(server, PORT, addressesOf(LISTEN), () => {
    if (isFirst()) process.stdout.write(greeting());
    if (!cluster.isWorker) tellReady();
  });

  drainOnSignal(server, DRAIN_SECONDS);
  process.on('uncaughtException', (error) => log().fatal({ err: error }, 'an error nobody caught'));
  process.on('unhandledRejection', (error) =>
    log().error({ err: error }, 'a rejection nobody caught'),
  );
}

/** Of several processes the first says that the server is ready. */
const isFirst = () => (cluster.worker?.id ?? 1) === 1;

function joinOthers() {
  startSecret(process.env[START_SECRET]);
  delete process.env[START_SECRET];
  countWithOthers();
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
