import type { Problem } from '#forms/problem';
import type { ShownFlow } from '#forms/shown-flow';

/** The longest that people bring along: names, addresses and titles are as long as this, and some have no blank. */
export const LONG_NAME = 'Maximiliana Theodora von und zu Hohenlohe-Schillingsfürst-Wittgenstein';
export const LONG_EMAIL = `${'ada.lovelace.'.repeat(14)}of@a-very-long-subdomain.of.an-organisation.example`;
export const LONG_WORD =
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

export const AN_HOUR_AGO = new Date(Date.now() - 3_600_000);
export const LONG_AGO = new Date('2024-02-29T23:59:00Z');

export const PROBLEM: Problem = { text: 'Something is wrong here. This says what to do.' };

/** A field that is wrong, with what was typed. */
export const wrong = (field: string, typed = '') => ({
  problems: [{ ...PROBLEM, field }],
  values: { [field]: typed },
});

/** The same on the server and in the browser. */
const moment = (says: string) => ({ iso: `2026-01-15T${says}:00.000Z`, says });

/** A flow that waits for a mailed code, as it stands a minute after the mail. */
export const FLOW: ShownFlow = {
  number: 'a-flow',
  email: 'ada@example.com',
  mailed: { at: moment('10:00'), until: moment('10:10') },
  isLive: true,
  isUsed: false,
  resend: { at: moment('10:01'), seconds: 45 },
  hasZone: true,
};
