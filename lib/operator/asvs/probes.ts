import type { Seen } from '#lib/operator/asvs/probe';
import { type Probe, unseen } from '#lib/operator/asvs/probe';
import { agesProbe } from '#lib/operator/asvs/probes/ages';
import { answersProbe } from '#lib/operator/asvs/probes/answers';
import { clockProbe } from '#lib/operator/asvs/probes/clock';
import { closedProbe } from '#lib/operator/asvs/probes/closed';
import { cookiesProbe } from '#lib/operator/asvs/probes/cookies';
import { filesProbe } from '#lib/operator/asvs/probes/files';
import { hopsProbe } from '#lib/operator/asvs/probes/hops';
import { listenProbe } from '#lib/operator/asvs/probes/listen';
import { lockProbe } from '#lib/operator/asvs/probes/lock';
import { logProbe } from '#lib/operator/asvs/probes/log';
import { mailProbe } from '#lib/operator/asvs/probes/mail';
import { methodsProbe } from '#lib/operator/asvs/probes/methods';
import { peopleProbe } from '#lib/operator/asvs/probes/people';
import { plainHttpProbe } from '#lib/operator/asvs/probes/plain-http';
import { preloadProbe } from '#lib/operator/asvs/probes/preload';
import { settingsProbe } from '#lib/operator/asvs/probes/settings';
import { tlsProbe } from '#lib/operator/asvs/probes/tls';
import { versionsProbe } from '#lib/operator/asvs/probes/versions';
import type { Installation } from '#lib/operator/asvs/site';

/** Every look at an installation, by its name in docs/asvs.json. */
export const PROBES: Readonly<Record<string, Probe>> = {
  answers: answersProbe,
  cookies: cookiesProbe,
  'plain-http': plainHttpProbe,
  methods: methodsProbe,
  hops: hopsProbe,
  tls: tlsProbe,
  preload: preloadProbe,
  listen: listenProbe,
  mail: mailProbe,
  files: filesProbe,
  settings: settingsProbe,
  ages: agesProbe,
  closed: closedProbe,
  versions: versionsProbe,
  lock: lockProbe,
  clock: clockProbe,
  log: logProbe,
  people: peopleProbe,
};

/** Looks at everything, each for itself: what cannot be looked at is said, and keeps no other from looking. */
export async function lookAtSite(
  site: Installation,
  names: string[],
): Promise<Record<string, Seen>> {
  const seen = names.map(async (name): Promise<[string, Seen]> => {
    const couldNot = (error: Error) => unseen(`It could not look: ${error.message}`);
    const probe = PROBES[name];
    return [
      name,
      probe ? await probe.look(site).catch(couldNot) : unseen('There is no such probe.'),
    ];
  });
  return Object.fromEntries(await Promise.all(seen));
}
