import { expect } from '@playwright/test';
import type { Answer } from '../support/http.ts';
import { latestCode, mailsTo } from '../support/mailbox.ts';
import { LIGHT } from '../support/people.ts';
import { rows } from '../support/rows.ts';
import { startServer } from '../support/server.ts';
import { newEmail, PASSWORD } from '../support/test.ts';
import { newVisitor } from '../support/visitor.ts';

/** Signs one address up again and again, `width` at once, and then uses the one code everywhere at once. */
export async function signUpOneAddress(times: number, width: number) {
  const server = await startServer(LIGHT);
  try {
    const email = newEmail();
    const crowd = Array.from({ length: times }, () => newVisitor(server));
    const form = await newVisitor(server).form('/sign-up');
    const ask = (one: (typeof crowd)[0]) =>
      one.submit(form, [
        ['name', 'Ada'],
        ['email', email],
        ['password', PASSWORD],
      ]);
    const answers: Answer[] = [];
    for (let from = 0; from < times; from += width)
      answers.push(...(await Promise.all(crowd.slice(from, from + width).map(ask))));
    // Through, or asked to come back: too many passwords wait to be hashed, or the request took too long
    // to arrive. Nothing else.
    const isBusy = ({ status, headers }: Answer) =>
      status === 408 || (status === 503 && Number(headers['retry-after']) > 0);
    expect(answers.filter((one) => one.status !== 303 && !isBusy(one))).toEqual([]);
    const through = crowd.filter((_, index) => answers[index]?.status === 303);
    expect(through.length).toBeGreaterThan(1);
    expect(await mailsTo(server.port, email)).toHaveLength(1);
    expect(rows(server, 'select count(*) as count from codes')).toEqual([
      { count: through.length },
    ]);

    // The one code that was mailed, tried at once by all who wait for one.
    const code = await latestCode(server.port, email);
    const verify = await (through[0] as (typeof crowd)[0]).form('/sign-up/verify');
    const tried = await Promise.all(
      through
        .slice(0, width / 2)
        .flatMap((one) => [
          one.submit(verify, [['code', code]]),
          one.submit(verify, [['code', code]]),
        ]),
    );
    expect(tried.filter(({ status }) => status >= 500)).toEqual([]);
    expect(tried.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(rows(server, 'select email from users')).toEqual([{ email }]);
    expect(rows(server, 'select count(*) as count from sessions')).toEqual([{ count: 1 }]);
  } finally {
    await server.remove();
  }
}
