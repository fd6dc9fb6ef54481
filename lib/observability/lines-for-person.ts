import { oneLine, paint } from '#lib/screen';

/** The levels of pino, each as it is painted. */
const LEVELS = {
  10: ['trace', ['dim']],
  20: ['debug', ['dim']],
  30: ['info ', ['cyan']],
  40: ['warn ', ['yellow']],
  50: ['error', ['red']],
  60: ['fatal', ['bold', 'red']],
} as const;

type Told = {
  level: keyof typeof LEVELS;
  time: string;
  msg?: string;
  err?: { name?: string; message?: string; stack?: string; cause?: { message: string } };
} & Record<string, unknown>;

/**
 * A line of the log for a person at a terminal: the time here, the level, what happened, and its fields; an error with its
 * stack below. Nothing in it moves the cursor or begins a line of its own. What hides secrets has come before.
 */
export function linesForPerson(line: string): string {
  const { level, time, msg = '', err, ...fields } = JSON.parse(line) as Told;
  const [word, style] = LEVELS[level] ?? LEVELS[30];
  const head = [
    paint('dim', clockOf(time)),
    paint([...style], word),
    msg === 'answered'
      ? answerOf(fields)
      : level >= 40
        ? paint('bold', oneLine(msg))
        : oneLine(msg),
    ...(msg === 'answered' ? [] : fieldsOf(fields)),
  ];
  return `${[head.join('  '), ...(err ? errorOf(err) : [])].join('\n')}\n`;
}

const clockOf = (time: string) => new Date(time).toTimeString().slice(0, 8);

const fieldsOf = (fields: object) =>
  Object.entries(fields).map(([name, value]) => paint('dim', `${oneLine(name)}=`) + saidOf(value));

function saidOf(value: unknown): string {
  const text = oneLine(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  return typeof value === 'string' && /[\s"=]|^$/.test(text) ? JSON.stringify(text) : text;
}

/** An answer reads as a request does: "POST /sign-in 303  14 ms  127.0.0.1". */
function answerOf({ method, path, status, ms, address, ...rest }: Record<string, unknown>): string {
  const colour = Number(status) >= 500 ? 'red' : Number(status) >= 400 ? 'yellow' : 'green';
  const request = oneLine(`${method} ${path}`);
  const timing = paint('dim', oneLine(`${ms} ms  ${address}`));
  return [`${request} ${paint(colour, oneLine(String(status)))}`, timing, ...fieldsOf(rest)].join(
    '  ',
  );
}

function errorOf({ name, message, stack, cause }: NonNullable<Told['err']>): string[] {
  const says = oneLine([name, message].filter(Boolean).join(': '));
  const calls = (stack ?? '').split('\n').map(oneLine).filter(Boolean);
  return [
    `          ${paint('red', says)}`,
    ...(cause ? [`          ${oneLine(`because of ${cause.message}`)}`] : []),
    ...calls.map((call) => `          ${paint('dim', call.trim())}`),
  ];
}
