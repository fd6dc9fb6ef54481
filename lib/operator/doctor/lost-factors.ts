import 'server-only';
import { rootName, rootOf } from '#lib/crypto/roots';
import { doubtful, type Finding } from '#lib/operator/doctor/finding';

/** How many people have an authenticator app, or recovery codes, under which root secret: its name stands in front. */
export const ROOTS_OF_FACTORS = `select kind, substr(case kind when 'totp' then secret else handle end, 1, 22) as root,
  count(distinct user_id) as people from credentials where kind in ('totp', 'recovery_code') group by 1, 2`;

export type FactorRoot = { kind: string; root: string; people: number };

const CALLED: Record<string, string> = {
  totp: 'authenticator app',
  recovery_code: 'recovery codes',
};

/** Whose factors no code opens, because the root secret is gone that they lie under. */
export function findingsOfLostFactors(found: FactorRoot[], secrets: string[]): Finding[] {
  if (found.length === 0 || secrets.length === 0) return [];
  const names = secrets.map((secret) => rootName(rootOf(secret)));
  return Object.entries(CALLED).flatMap(([kind, called]) => {
    const lost = found.filter((one) => one.kind === kind && !names.includes(one.root));
    const people = lost.reduce((sum, one) => sum + Number(one.people), 0);
    if (people === 0) return [];
    const whose = people === 1 ? '1 person' : `${people} people`;
    return [
      doubtful(
        'second factor',
        `The ${called} of ${whose} hang on a secret that is gone: no code of them is taken.`,
        'Put the old secret behind the new one (SESSION_SECRET=new,old), or see "Lost second factors" in docs/operating.md.',
      ),
    ];
  });
}
