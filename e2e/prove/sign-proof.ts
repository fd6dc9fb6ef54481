import type { KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { badgeOf } from './badge.ts';
import { signStatement } from './envelope.ts';
import type { Proof } from './report-page.ts';
import { type Sources, sourcesBetween, sourcesHere, statementOf } from './statement.ts';

type Run = { before: Sources; folder: string; key: KeyObject };

/** Signs what a run over these sources has shown, also that it does not hold, and draws the badge; answers where both are. */
export function signProof(proof: Proof, { before, folder, key }: Run): string[] {
  const statement = statementOf(proof, sourcesBetween(before, sourcesHere()));
  const envelope = signStatement(statement, key);
  const [signed, badge] = [join(folder, 'proof.intoto.json'), join(folder, 'badge.svg')];
  writeFileSync(signed, `${JSON.stringify(envelope, null, 2)}\n`);
  writeFileSync(badge, badgeOf(statement));
  return [signed, badge];
}
