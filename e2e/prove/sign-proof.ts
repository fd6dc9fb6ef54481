import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { badgeOf } from './badge.ts';
import { signStatement } from './envelope.ts';
import { signingKey } from './proof-key.ts';
import type { Proof } from './report-page.ts';
import { type Sources, sourcesBetween, sourcesHere, statementOf } from './statement.ts';

type Run = { before: Sources; folder: string; keyFile: string | undefined };

/** Signs what a run over these sources has shown, also that it does not hold, and draws the badge; answers where both are. */
export function signProof(proof: Proof, { before, folder, keyFile }: Run): string[] {
  const statement = statementOf(proof, sourcesBetween(before, sourcesHere()));
  const envelope = signStatement(statement, signingKey(keyFile));
  const [signed, badge] = [join(folder, 'proof.intoto.json'), join(folder, 'badge.svg')];
  writeFileSync(signed, `${JSON.stringify(envelope, null, 2)}\n`);
  writeFileSync(badge, badgeOf(statement));
  return [signed, badge];
}
