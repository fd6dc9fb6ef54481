import { type Probe, unseen, verdictOf } from '#lib/operator/asvs/probe';

const DAY_MS = 24 * 3_600_000;
/** The server verifies at its start and once a day. */
const OLD_DAYS = 3;

type Verdict = { at: number | string; faults: string };

export const logProbe: Probe = {
  about: 'What the last verification of the audit log found, when that was, and where entries go.',
  look: async (site) => {
    const rows = await site.rows<Verdict>('select at, faults from audit_verdict');
    const [verdict] = rows ?? [];
    if (!verdict) return unseen('The audit log was never verified: the server has not run yet.');
    const days = Math.floor((Date.now() - Number(verdict.at)) / DAY_MS);
    const { AUDIT_STREAM } = site.settings;
    const faults = [
      verdict.faults !== '[]' && `The audit log was changed: ${verdict.faults}.`,
      days > OLD_DAYS && `The audit log was last verified ${days} days ago.`,
      site.isPublic &&
        AUDIT_STREAM !== 'stdout' &&
        'Entries of the audit log stay on this machine: set AUDIT_STREAM=stdout.',
    ].filter((one) => typeof one === 'string');
    return verdictOf(faults, `The audit log was found whole ${days} days ago.`);
  },
};
