// Measures Gatehouse against its targets, each as a ratio of two things measured side by side in this run:
// npm run bench -- [--postgres] [--import N] [--only NAME] [--json FILE] [--users N --sessions N --notes N --grants N]
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { auditEntry } from '#e2e/bench/audit-entry';
import { factors } from '#e2e/bench/factors';
import { type Finding, isMet, short } from '#e2e/bench/finding';
import { importing, importingMany } from '#e2e/bench/import';
import { manyRows } from '#e2e/bench/many-rows';
import { memory } from '#e2e/bench/memory';
import { nodeMemory } from '#e2e/bench/node-memory';
import { pages } from '#e2e/bench/pages';
import { passwordChanges } from '#e2e/bench/password-changes';
import { pagesOnPostgres, signInsOnPostgres } from '#e2e/bench/postgres';
import { purge } from '#e2e/bench/purge';
import { scriptSize } from '#e2e/bench/script-size';
import { sealing } from '#e2e/bench/sealing';
import { removeBare, stopServers } from '#e2e/bench/servers';
import { sharing } from '#e2e/bench/sharing';
import { signIns } from '#e2e/bench/sign-ins';
import { startUp } from '#e2e/bench/start-up';
import { storm } from '#e2e/bench/storm';
import { tokens } from '#e2e/bench/tokens';

const { values: asked } = parseArgs({
  options: {
    only: { type: 'string' },
    /** Both engines side by side, and nothing else: not every machine has a PostgreSQL. */
    postgres: { type: 'boolean', default: false },
    /** So many people on both engines, and nothing else: a million take some minutes. */
    import: { type: 'string' },
    json: { type: 'string' },
    users: { type: 'string', default: '100000' },
    sessions: { type: 'string', default: '1000000' },
    notes: { type: 'string', default: '1000000' },
    grants: { type: 'string', default: '2000000' },
  },
});
const rows = { users: Number(asked.users), sessions: Number(asked.sessions) };

const MEASUREMENTS: Record<string, () => Promise<Finding[]>> = {
  pages,
  'sign-ins': signIns,
  'password-changes': passwordChanges,
  'audit-entry': auditEntry,
  factors,
  import: importing,
  storm,
  tokens,
  'script-size': scriptSize,
  'start-up': startUp,
  'many-rows': () => manyRows(rows),
  sharing: () =>
    sharing({ users: rows.users, notes: Number(asked.notes), grants: Number(asked.grants) }),
  purge,
  memory,
};
const ON_POSTGRES: Record<string, () => Promise<Finding[]>> = {
  'postgres-pages': pagesOnPostgres,
  'postgres-sign-ins': signInsOnPostgres,
  sealing,
  'node-memory': nodeMemory,
};
if (asked.postgres) Object.assign(MEASUREMENTS, ON_POSTGRES);
const people = asked.import ? Math.max(1, Math.round(Number(asked.import) / 4_000)) * 4_000 : 0;
if (people) MEASUREMENTS['import-many'] = () => importingMany(people);

const names = namesAsked();
const machine = describeMachine();
console.log(`${Object.values(machine).join('\n')}\n`);
const startedAt = performance.now();
const findings: (Finding & { isMet: boolean })[] = [];
const failures: string[] = [];
for (const name of names) await measure(name);
removeBare();
const missed = findings.filter((finding) => !finding.isMet).length;
const minutes = short((performance.now() - startedAt) / 60_000);
console.log(
  `\n${findings.length - missed} targets met, ${missed} missed, ${failures.length} measurements failed, ${minutes} minutes`,
);
if (asked.json)
  writeFileSync(asked.json, `${JSON.stringify({ machine, findings, failures }, null, 2)}\n`);
process.exit(failures.length === 0 ? 0 : 1);

function namesAsked(): string[] {
  if (people) return ['import-many'];
  if (asked.only) return [asked.only];
  return Object.keys(asked.postgres ? ON_POSTGRES : MEASUREMENTS);
}

async function measure(name: string) {
  const work = MEASUREMENTS[name];
  if (!work) {
    failures.push(name);
    console.error(`There is no "${name}"; there are ${Object.keys(MEASUREMENTS).join(', ')}.`);
    return;
  }
  try {
    for (const finding of await work()) {
      findings.push({ ...finding, isMet: isMet(finding) });
      console.log(line(finding));
    }
  } catch (error) {
    failures.push(name);
    console.error(`FAIL ${name}: ${error instanceof Error ? error.message : error}`);
  } finally {
    await stopServers();
  }
}

function line(finding: Finding): string {
  const { what, against, value, spread, unit = 'of it', detail, aim } = finding;
  const target = 'atLeast' in finding ? `at least ${finding.atLeast}` : `at most ${finding.atMost}`;
  return [
    `${isMet(finding) ? 'PASS' : 'MISS'} ${what}`,
    `     ${short(value)} ${unit} (${short(spread[0])} to ${short(spread[1])}; target ${target}, aim ${aim})`,
    `     against ${against}: ${detail}`,
  ].join('\n');
}

function describeMachine() {
  const version = (name: string) =>
    JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
  const packages = ['next', 'react', '@node-rs/argon2', 'better-sqlite3', 'iron-session'];
  return {
    processor: `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${short(totalmem() / 2 ** 30)} GiB`,
    system: `${process.platform} ${release()}, Node ${process.versions.node}`,
    packages: packages.map((name) => `${name} ${version(name)}`).join(', '),
  };
}
