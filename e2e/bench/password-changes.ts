import { type Finding, ratios } from '#e2e/bench/finding';
import { agentFor, filled, readForm, sendForm } from '#e2e/bench/form';
import { addPeople, emailOf } from '#e2e/bench/people';
import { pureLimit, type Rate, rateOf } from '#e2e/bench/rate';
import { PASSWORD } from '#e2e/bench/sample';
import { keep, startOurs } from '#e2e/bench/servers';
import { openSignInForm } from '#e2e/bench/sign-in-form';
import { startMailServer } from '#e2e/support/mail-server';

const ROUNDS = 3;
const EACH = 100;
const CONCURRENCY = 16;
const LIMIT_SECONDS = 4;
const NEW_PASSWORD = 'nine amber kites above the harbour';

/** Resets and changes of the password through their forms, against what their hashes alone would take. */
export async function passwordChanges(): Promise<Finding[]> {
  const mail = await startMailServer();
  keep(mail.close);
  const ours = await startOurs(mail.settings);
  await addPeople(ours.database, 2 * ROUNDS * EACH, 'changer');
  const agent = agentFor(CONCURRENCY);
  const changes: [Rate, Rate][] = [];
  const resets: [Rate, Rate][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const people = Array.from({ length: EACH }, (_, nth) => 2 * (round * EACH + nth));
    const limit = await pureLimit(CONCURRENCY, LIMIT_SECONDS);
    const signedIn = await signInAll(ours.url, people.map(nameOf));
    changes.push([await changeAll(signedIn), limit]);
    const asked = await askForAll(people.map((nth) => nameOf(nth + 1)));
    resets.push([await resetAll(asked), limit]);
  }
  // To change a password takes two hashes, of the old one and of the new one; to reset it takes one.
  return [
    finding('changes of password', changes, 2),
    finding('resets of a password, code in hand', resets, 1),
  ];

  async function changeAll(cookies: string[]) {
    const hidden = await readForm(ours.url, '/settings/password', cookies[0]);
    const fields = filled({ current: PASSWORD, password: NEW_PASSWORD, others: 'on' });
    const waiting = [...cookies];
    return rateOf(ours, CONCURRENCY, () => {
      const cookie = waiting.pop();
      if (!cookie) return null;
      const form = { url: ours.url, path: '/settings/password', agent, cookie };
      return () => sendForm(form, [...hidden, ...fields]);
    });
  }

  /** Asks for a code for each and waits for the mails: the flow's cookie and the code of each. */
  async function askForAll(emails: string[]) {
    const hidden = await readForm(ours.url, '/forgot-password');
    const form = { url: ours.url, path: '/forgot-password', agent };
    const flows: { email: string; cookie: string }[] = [];
    for (const email of emails) {
      const cookie = await sendForm(form, [...hidden, ...filled({ email })]);
      flows.push({ email, cookie });
    }
    return Promise.all(
      flows.map(async ({ email, cookie }) => ({ cookie, code: await mail.codeFor(email) })),
    );
  }

  async function resetAll(asked: { cookie: string; code: string }[]) {
    const hidden = await readForm(ours.url, '/reset-password', asked[0]?.cookie);
    const waiting = [...asked];
    return rateOf(ours, CONCURRENCY, () => {
      const one = waiting.pop();
      if (!one) return null;
      const form = { url: ours.url, path: '/reset-password', agent, cookie: one.cookie };
      const fields = filled({ code: one.code, password: NEW_PASSWORD });
      return () => sendForm(form, [...hidden, ...fields]);
    });
  }
}

const nameOf = (nth: number) => emailOf(nth, 'changer');

async function signInAll(url: string, emails: string[]): Promise<string[]> {
  const signIn = await openSignInForm(url, 2);
  const cookies: string[] = [];
  for (const email of emails) cookies.push(await signIn(email));
  return cookies;
}

function finding(what: string, rounds: [Rate, Rate][], hashes: number): Finding {
  const compare = (of: keyof Rate, unit: string) =>
    ratios(
      rounds.map(([one, limit]) => [
        one[of],
        of === 'perSecond' ? limit[of] / hashes : limit[of] * hashes,
      ]),
      unit,
    );
  const speed = compare('perSecond', 'per second');
  return {
    what: `${what}, ${CONCURRENCY} at once`,
    against: `argon2id alone, ${hashes === 1 ? 'one hash' : `${hashes} hashes`} for each`,
    ...speed,
    detail: `${speed.detail}; processor time ${compare('cpu', 'ms for each').detail}`,
    // Beside its hashes each judges the new password, which costs some ten milliseconds of processor time.
    atLeast: 0.6,
    aim: 0.8,
  };
}
