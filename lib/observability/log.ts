import pino from 'pino';
import { env } from '#lib/env';
import { linesForPerson } from '#lib/observability/lines-for-person';
import { singleton } from '#lib/singleton';

const SECRET = [
  'password',
  'code',
  'secret',
  'ticket',
  'cookie',
  'authorization',
  'body',
  'SESSION_SECRET',
  'SMTP_URL',
  'METRICS_TOKEN',
  'WITNESS_TOKEN',
];

/**
 * The log: one JSON line per event on standard output, and lines for a person where that is a terminal. Fields that could
 * hold a secret are replaced wherever they stand at the top or one level down; long values are cut. Control characters are
 * escaped by JSON, and are blanks on a terminal, so no value can start a line of its own.
 */
export const log = () =>
  singleton('log', () =>
    pino(
      {
        level: env().LOG_LEVEL,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
        serializers: { err: describeError },
      },
      process.stdout.isTTY ? TERMINAL : undefined,
    ),
  );

const TERMINAL = { write: (line: string) => void process.stdout.write(linesForPerson(line)) };

/** An error as the log keeps it: no bound values, which drizzle writes into its messages. */
function describeError(error: unknown) {
  if (!(error instanceof Error)) return { message: 'not an error' };
  const message = error.message.split('\nparams:')[0]?.slice(0, 500);
  const cause =
    error.cause instanceof Error ? { message: error.cause.message.slice(0, 200) } : undefined;
  return {
    name: error.name,
    message,
    stack: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .join('\n'),
    cause,
  };
}

/** Text from outside, short enough for a log line, and with nothing in it that a terminal would obey. */
export function clip(text: string, length = 200) {
  const visible = text.slice(0, length).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
  return text.length > length ? `${visible}…` : visible;
}
