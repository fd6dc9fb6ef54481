import type { KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';
import { CHROMIUM } from '../support/chromium.ts';
import { searchAtRest } from './at-rest.ts';
import { attackBoth } from './attacks.ts';
import { collectEvidence } from './collect-evidence.ts';
import { findLeaks } from './find-leaks.ts';
import { runInjectedScript } from './injected-script.ts';
import { type Installation, newInstallation, newPeer, SOMEBODY } from './installation.ts';
import { findBlindSpots } from './leaking-page.ts';
import { untouched } from './open-everything.ts';
import { isGood, versionOf, writeReport } from './report.ts';
import type { Proof } from './report-page.ts';
import { runFlows } from './run-flows.ts';
import { signProof } from './sign-proof.ts';
import { sourcesHere } from './statement.ts';
import { observeStorages } from './storages.ts';
import {
  attackTable,
  documentOf,
  insideTable,
  printed,
  type Shown,
  storageTable,
} from './tables.ts';

const DOCUMENT = 'docs/proof.md';
// A person who interrupts the run ends the server as well as the browser: see below.
const OPTIONS = { ...CHROMIUM, handleSIGINT: false, handleSIGTERM: false };

const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 1000);
const say = (what: string) => process.stdout.write(`${String(seconds()).padStart(4)} s  ${what}\n`);

/** Everything that was planted and seen is looked through for everything that is secret. */
async function search(installation: Installation) {
  const { wire, server, evidence, secrets } = installation;
  for (const { setCookies } of wire.exchanges)
    for (const line of setCookies) await secrets.addCookie(line);
  const keys = installation.rows('select private_key from signing_keys');
  await secrets.addSigningKeys(keys.map((row) => String(row['private_key'])));
  collectEvidence(
    evidence,
    wire.exchanges.filter(({ who }) => who !== SOMEBODY),
    server.output(),
  );
  say(`searching ${evidence.different()} texts for ${secrets.all().length} secrets …`);
  return findLeaks(evidence, secrets.all());
}

/** Whether the tables in docs/ are the ones that were observed; writes them when asked to. */
function compareDocument(tables: Shown[]): string[] {
  const text = documentOf(tables);
  if (process.argv.includes('--write-docs')) writeFileSync(DOCUMENT, text);
  const kept = existsSync(DOCUMENT) ? readFileSync(DOCUMENT, 'utf8') : '';
  return kept === text
    ? []
    : [`${DOCUMENT} is not what was observed: npm run prove -- --write-docs`];
}

const countKinds = (kinds: string[]) => {
  const counts: Record<string, number> = {};
  for (const kind of kinds.sort()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};

async function prove(installation: Installation, browser: Browser): Promise<Proof> {
  const blind = await findBlindSpots(browser);
  say('the search sees a leak in every place');
  const storages = await observeStorages(browser, OPTIONS);
  say('the four storages');
  const others = await runFlows(installation, browser, say);
  const attacks = await attackBoth(installation, browser);
  say('the attacks, here and at the weak app');
  const inside = await runInjectedScript(installation, browser);
  const left = untouched(installation, others);
  await searchAtRest(installation, (await newPeer(installation, 'Looked At')).email);
  say('files, mails and what the operator is told');
  const { leaks, unseen } = await search(installation);
  const tables = [storageTable(storages), insideTable(inside), attackTable(attacks)];
  const { wire, evidence, secrets } = installation;
  return {
    date: new Date().toISOString(),
    seconds: seconds(),
    version: versionOf(),
    browser: `Chromium ${browser.version()}`,
    node: process.versions.node,
    counts: {
      'pages looked through': installation.looks,
      'requests and answers': wire.exchanges.length,
      'bytes of answers': wire.exchanges.reduce((sum, { bytes }) => sum + bytes, 0),
      'texts seen': Object.values(evidence.counts()).reduce((sum, one) => sum + one, 0),
      'different texts searched': evidence.different(),
      'bytes of texts seen': evidence.bytes,
      'secrets looked for': secrets.all().length,
    },
    texts: evidence.counts(),
    needles: countKinds(secrets.all().map(({ kind }) => kind)),
    verdicts: [
      [
        'no secret where it does not belong',
        leaks.map(
          ({ kind, place, encoding, where, times }) =>
            `${kind} in ${place}, ${encoding}: ${times} times, first ${where}`,
        ),
      ],
      ['what is shown was seen, in every place', unseen],
      ['a leak was found in every place on a page that leaks', blind],
      ['every page, endpoint and action was walked, with scripts and without', left],
      [
        'every attack succeeds on the weak app',
        attacks.filter(({ fellThere }) => !fellThere).map(({ attack }) => attack),
      ],
      [
        'no attack succeeds on Gatehouse',
        attacks.filter(({ heldHere }) => !heldHere).map(({ attack }) => attack),
      ],
      [
        'a script inside can do what is expected and no more',
        inside.filter(({ isAsExpected }) => !isAsExpected).map(({ tried }) => tried),
      ],
      ['the tables in docs/ are what was observed', compareDocument(tables)],
    ],
    leaks,
    tables,
  };
}

/** The tables, and each check with what it found. */
function print({ tables, verdicts }: Proof) {
  for (const table of tables) console.log(`\n${printed(table)}`);
  for (const [what, problems] of verdicts) {
    say(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${what}`);
    for (const problem of problems.slice(0, 20)) console.log(`            ${problem}`);
  }
}

type Asked = { key: KeyObject; nodes: 1 | 2 };

/**
 * Proves this Gatehouse, a server or a site of two nodes on a PostgreSQL of its own, writes the report, and signs it with
 * this key.
 */
export async function proveAll({ key, nodes }: Asked) {
  const before = sourcesHere();
  const installation = await newInstallation({ nodes });
  const browser = await chromium.launch(OPTIONS);
  const end = async () => {
    await browser.close();
    await installation.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void end().finally(() => process.exit(130)));
  try {
    say(
      `a production build on a fresh database is ready: ${nodes === 2 ? 'two nodes' : 'a server'}`,
    );
    const proof = await prove(installation, browser);
    const folder = nodes === 2 ? 'proof/nodes' : 'proof';
    const report = writeReport(proof, folder);
    const files = [report, ...signProof(proof, { before, folder, key })];
    print(proof);
    say(
      `${isGood(proof) ? 'Proven' : 'NOT proven'}. The report, signed, and a badge: ${files.join(', ')}`,
    );
    process.exitCode = isGood(proof) ? 0 : 1;
  } finally {
    await end();
  }
}
