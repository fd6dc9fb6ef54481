// Runs what must be green and closes with one line that counts it: `check`, `e2e`, `all` (the gate: see decision 024)
// or `reliability`, which is what the gate leaves out.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { findPostgres, NO_POSTGRES } from './postgres.mjs';
import { findRedis, NO_REDIS } from './redis.mjs';

const [what = 'all', ...rest] = process.argv.slice(2);
const reports = mkdtempSync(join(tmpdir(), 'gatehouse-test-'));
const MAY_FALTER = 2;
/** As `npm run prove` starts it. */
const PROOF = ['--conditions=react-server', 'e2e/prove/main.ts'];
/** All stories and attacks, and the proof, at two nodes on PostgreSQL: see decision 080. */
const ON_NODES = ['js-on-nodes', 'nojs-on-nodes', 'http-on-nodes'];
let passed = 0;
let failed = 0;
/** What failed or was tried twice, by name: said again at the end, for a log that is read from there. */
const named = [];

const CHECKS = [
  ['format and lint', 'biome', ['check', '--error-on-warnings']],
  ['types', 'tsc', ['--noEmit']],
  ['dead code', process.execPath, ['scripts/dead-code.mjs']],
];

if (what === 'check' || what === 'all') {
  if (!rest.includes('--postgres')) checkSources();
  if (findPostgres()) unitTests('lib/postgres.vitest.config.ts');
}
const BROWSERS = ['js', 'nojs', 'http', 'nodes', 'conformance', 'clients', 'reliability'];
if (what === 'all') browserTests(BROWSERS, '--grep-invert=@long');
if (what === 'e2e') browserTests(BROWSERS);
if (what === 'reliability') {
  unitTests('lib/long.vitest.config.ts');
  unitTests('lib/drawn.vitest.config.ts');
  browserTests([...BROWSERS, 'reliability-long'], '--grep=@long|\\.long\\.test');
  count('the proof', program(process.execPath, PROOF) === 0);
  if (findPostgres()) {
    browserTests(ON_NODES);
    count('the proof at two nodes', program(process.execPath, [...PROOF, '--nodes']) === 0);
  }
}

rmSync(reports, { recursive: true });
if (!findPostgres()) process.stdout.write(`\n${NO_POSTGRES}\n`);
if (!findRedis()) process.stdout.write(`\n${NO_REDIS}\n`);
if (named.length > 0) process.stdout.write(`\n${named.join('\n')}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

function checkSources() {
  if (!existsSync('next-env.d.ts')) typegen();
  for (const [name, command, args] of CHECKS) count(name, program(command, args) === 0);
  unitTests('lib/vitest.config.ts');
}

/** What Next makes is its owner's alone, as the build is: the doctor asks. */
function typegen() {
  const before = process.umask(0o077);
  program('next', ['typegen']);
  process.umask(before);
}

function unitTests(config) {
  const report = join(reports, `unit-${basename(config)}.json`);
  const status = program('vitest', [
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    testResults = [],
  } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  testResults.forEach(nameFailures);
  passed += numPassedTests;
  failed += numFailedTests;
  if (status !== 0 && numFailedTests === 0) count('unit tests', false);
}

function browserTests(projects, ...which) {
  const report = join(reports, 'e2e.json');
  // Each in one word, or Playwright takes the names of files that follow for projects.
  const chosen = projects.map((name) => `--project=${name}`);
  const status = program('playwright', ['test', '-c', 'e2e', ...chosen, ...which, ...rest], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  const { stats = {}, suites = [] } = existsSync(report)
    ? JSON.parse(readFileSync(report, 'utf8'))
    : {};
  const { expected = 0, unexpected = 0, flaky = 0 } = stats;
  suites.forEach(nameFaults);
  passed += expected + flaky;
  failed += unexpected;
  if (status !== 0 && unexpected === 0) count('end-to-end tests', false);
  // Playwright has named them. One may be the machine's doing; three are ours.
  if (flaky > 0)
    count(`${flaky} passed only at the second try, at most ${MAY_FALTER} may`, flaky <= MAY_FALTER);
}

/** What of a file of unit tests failed, or why it could not be read. */
function nameFailures({ name, message, assertionResults }) {
  const file = relative('.', name);
  if (message) named.push(`FAIL ${file}: ${firstLine(message)}`);
  for (const { status, fullName, failureMessages } of assertionResults)
    if (status === 'failed')
      named.push(`FAIL ${file}: ${fullName}: ${firstLine(failureMessages[0])}`);
}

/** What of a suite of Playwright's did not pass at the first try. */
function nameFaults({ suites = [], specs = [] }) {
  suites.forEach(nameFaults);
  for (const { file, title, tests } of specs)
    for (const { status, projectName, results } of tests) {
      const said = `[${projectName}] ${file}: ${title}: ${firstLine(results[0]?.error?.message)}`;
      if (status === 'unexpected') named.push(`FAIL ${said}`);
      if (status === 'flaky') named.push(`twice ${said}`);
    }
}

/** Of a message that may be coloured and long. */
function firstLine(message = '') {
  return stripVTControlCharacters(message).split('\n', 1)[0];
}

function count(name, isGood) {
  process.stdout.write(`${isGood ? 'ok  ' : 'FAIL'} ${name}\n`);
  if (!isGood) named.push(`FAIL ${name}`);
  if (isGood) passed++;
  else failed++;
}

function program(command, args, env = {}) {
  return spawnSync(resolve('node_modules/.bin', command), args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  }).status;
}
