import { expect, test } from '@playwright/test';
import type { Answer } from '../support/http.ts';
import { latestCode, mailsTo } from '../support/mailbox.ts';
import { rows } from '../support/rows.ts';
import { LIGHT, startServer } from '../support/server.ts';
import { newEmail } from '../support/test.ts';
import { newVisitor, type Visitor } from '../support/visitor.ts';

const TIMES = 1_000;
const AT_ONCE = 200;
const COME_BACK = 10;
/** Strong, and of pieces that the judge of passwords has soon looked through: this is not about them. */
const QUICKLY_JUDGED = 'zqxjkvbwpfmgyhd';

/** The same address as people type it: the n-th mix of small and capital letters. */
const typed = (email: string, nth: number) =>
  [...email].map((letter, at) => ((nth >> (at % 10)) & 1 ? letter.toUpperCase() : letter)).join('');

const isBusy = ({ status, headers }: Answer) =>
  status === 503 && Number(headers['retry-after']) > 0;

/** The work for each number up to `times`, `AT_ONCE` of them under way at any moment. */
async function inCrowd(times: number, work: (nth: number) => Promise<void>) {
  let next = 0;
  const worker = async () => {
    while (next < times) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

test('a thousand sign-ups of one address, two hundred at once, make one mail and one account; the worst answer is 503 with a time to come back, and a retry gets through', {
  tag: '@long',
}, async () => {
  test.setTimeout(480_000);
  const server = await startServer(LIGHT);
  try {
    const email = newEmail();
    const crowd = Array.from({ length: TIMES }, () => newVisitor(server));
    const form = await newVisitor(server).form('/sign-up');
    const ask = (visitor: Visitor, nth: number) =>
      visitor.submit(form, [
        ['name', 'Ada'],
        ['email', typed(email, nth)],
        ['password', QUICKLY_JUDGED],
      ]);
    const answers: Answer[] = [];
    await inCrowd(TIMES, async (nth) => {
      answers[nth] = await ask(crowd[nth] as Visitor, nth);
    });
    const worse = answers.filter((answer) => answer.status !== 303 && !isBusy(answer));
    expect(worse.map(({ status }) => status)).toEqual([]);
    const through = crowd.filter((_, nth) => answers[nth]?.status === 303);
    const sentAway = crowd.filter((_, nth) => answers[nth]?.status === 503);
    // How many depends on the machine.
    expect(through.length).toBeGreaterThan(10);
    for (const visitor of sentAway.slice(0, COME_BACK)) {
      expect((await ask(visitor, 0)).status).toBe(303);
      through.push(visitor);
    }

    expect(await mailsTo(server.port, email)).toHaveLength(1);
    expect(rows(server, 'select recipient from outbox')).toEqual([{ recipient: email }]);
    expect(rows(server, 'select email, count(*) as count from codes group by email')).toEqual([
      { email, count: through.length },
    ]);
    expect(rows(server, 'select email from users')).toEqual([]);

    // The one code that was mailed, tried at once by all who wait for one.
    const code = await latestCode(server.port, email);
    const tried: Answer[] = [];
    await inCrowd(through.length, async (nth) => {
      const visitor = through[nth] as Visitor;
      const verify = await visitor.form('/sign-up/verify');
      const both = [1, 2].map(() => visitor.submit(verify, [['code', code]]));
      tried.push(...(await Promise.all(both)));
    });
    expect(tried.filter(({ status }) => status >= 500)).toEqual([]);
    // One visitor got through, with both of their forms, and is in one session.
    expect(tried.filter(({ status }) => status === 303)).toHaveLength(2);
    expect(rows(server, 'select email from users')).toEqual([{ email }]);
    expect(rows(server, 'select count(*) as count from sessions')).toEqual([{ count: 1 }]);
  } finally {
    await server.remove();
  }
});
