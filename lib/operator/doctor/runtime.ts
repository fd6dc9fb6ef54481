import { createRequire } from 'node:module';
import { bad, type Finding, good } from '#lib/operator/doctor/finding';

const LEAST = [22, 18] as const;
const load = createRequire(import.meta.url);

/** Whether this Node is new enough, and whether what is not JavaScript works on this machine. */
export function checkRuntime(): Finding[] {
  const { node } = process.versions;
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const isNewEnough = major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1]);
  return [
    isNewEnough
      ? good('runtime', `Node ${node} on ${process.platform} ${process.arch}.`)
      : bad(
          'runtime',
          `Node ${node} is too old.`,
          `Use Node ${LEAST.join('.')} or newer, or run: npm ci`,
        ),
    checkModule('better-sqlite3', (module) =>
      new (module as new (file: string) => Closable)(':memory:').close(),
    ),
    checkModule('@node-rs/argon2', (module) =>
      (module as Hasher).hashSync('x', { memoryCost: 64, timeCost: 1 }),
    ),
  ];
}

type Closable = { close(): void };
type Hasher = { hashSync(password: string, cost: object): string };

function checkModule(name: string, use: (module: unknown) => unknown): Finding {
  try {
    use(load(name));
    return good('native modules', `${name} works.`);
  } catch (error) {
    return bad(
      'native modules',
      `${name} does not work: ${(error as Error).message}`,
      'Run: npm ci',
    );
  }
}
