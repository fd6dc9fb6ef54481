import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rows } from '#e2e/support/rows';
import { newDeployment, type Script } from '#lib/testing/deployment.test-support';
import { findPostgres } from '../../scripts/postgres.mjs';
import type { Installation } from './installation.ts';

/** Whether a command did not exist. Of the doctor a 2 says that there are warnings. */
const isUnknown = (script: Script, exitCode: number) => script === 'gatehouse' && exitCode === 2;

const backUpTo = (file: string): [Script, ...string[]] => ['gatehouse', 'db', 'backup', file];

/** What an operator copies of a PostgreSQL, among the files of the server: all that lies in it, as text. A file is one. */
export function dump({ server }: Installation) {
  if (!server.database.startsWith('postgres:')) return;
  const program = join(findPostgres() ?? '', 'pg_dump');
  execFileSync(program, [`--file=${join(server.folder, `${Date.now()}.sql`)}`, server.database]);
}

const commandsAbout = (email: string): [Script, ...string[]][] => [
  ['gatehouse', 'users', 'list', '--json'],
  ['gatehouse', 'users', 'show', email, '--json'],
  ['gatehouse', 'users', 'reset', email],
  ['gatehouse', 'sessions', 'revoke', email],
  ['gatehouse', 'audit', 'list', '--json'],
  ['doctor', '--json'],
];

/** What lies in files, and what operators and mails say: J-08 of our list of attacks. */
export async function searchAtRest(installation: Installation, email: string) {
  const { server, settings, evidence, post } = installation;
  const deployment = newDeployment();
  const env = { ...settings, ...server.settings, PORT: String(server.port) };
  const isShared = server.database.startsWith('postgres:');
  const back = isShared ? [] : [backUpTo(join(server.folder, 'backup.db'))];
  try {
    for (const [script, ...words] of [...back, ...commandsAbout(email)]) {
      const { stdout, stderr, exitCode } = await deployment.run(script, words, env);
      if (isUnknown(script, exitCode))
        throw new Error(`${words.join(' ')} was not understood: ${stderr}`);
      const said = { place: 'what the operator is told', text: stdout + stderr } as const;
      evidence.add(said, `${script} ${words.slice(0, 2).join(' ')}`);
    }
  } finally {
    deployment.remove();
  }
  dump(installation);
  const history = JSON.stringify(rows(server, 'select * from audit_events'));
  evidence.add({ place: 'audit log', text: history }, 'audit_events');
  for (const { text, to } of post.arrived)
    evidence.add({ place: 'mail', text: text.replace(/^\s*\d{6}\s*$/gm, '') }, `to ${to}`);
  await searchFiles(installation);
}

async function searchFiles({ server, evidence }: Installation) {
  for (const when of ['at work', 'stopped']) {
    if (when === 'stopped') await server.stop();
    for (const file of readdirSync(server.folder))
      evidence.add(
        { place: 'files of the server', text: readFileSync(join(server.folder, file), 'utf8') },
        `${file} ${when}`,
      );
  }
}
