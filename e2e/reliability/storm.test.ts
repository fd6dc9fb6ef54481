import { expect, test } from '@playwright/test';
import type { Answer } from '../support/http.ts';
import { addPeople } from '../support/people.ts';
import { startServer } from '../support/server.ts';
import { isSignedIn } from '../support/sound-database.ts';
import { PASSWORD } from '../support/test.ts';
import { newVisitor } from '../support/visitor.ts';

const AT_ONCE = 100;
const EACH = 3;

test('in a storm of sign-ins the excess is sent away early, and people who are signed in go on working', {
  tag: '@long',
}, async () => {
  const server = await startServer();
  try {
    const people = await addPeople(server, AT_ONCE * EACH);
    const inside = newVisitor(server);
    expect((await inside.signIn(people[0] as string)).status).toBe(303);
    const form = await newVisitor(server).form('/sign-in');

    const order: number[] = [];
    let isOver = false;
    const one = async (email: string) => {
      const answer = await newVisitor(server).submit(form, [
        ['email', email],
        ['password', PASSWORD],
      ]);
      order.push(answer.status);
      return answer;
    };
    const several = async (from: number) => {
      const answers: Answer[] = [];
      for (const email of people.slice(from, from + EACH)) answers.push(await one(email));
      return answers;
    };
    const sent = Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) => several(index * EACH)),
    ).finally(() => {
      isOver = true;
    });
    let pages = 0;
    while (!isOver) {
      expect(await isSignedIn(inside)).toBe(true);
      if (!isOver) pages++;
    }
    const answers = (await sent).flat();

    expect(answers.filter(({ status }) => status !== 303 && status !== 503)).toEqual([]);
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(0);
    for (const { headers, setCookies } of refused) {
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(setCookies).toEqual([]);
    }
    const entered = order.filter((status) => status === 303).length;
    expect(entered).toBeGreaterThan(0);
    const enteredBefore = order.slice(0, order.indexOf(503)).length;
    expect(enteredBefore, 'nobody is refused only after waiting for all').toBeLessThan(AT_ONCE);
    expect(pages).toBeGreaterThan(0);
    expect(await isSignedIn(inside)).toBe(true);
    expect((await newVisitor(server).signIn(people[1] as string)).status).toBe(303);
  } finally {
    await server.remove();
  }
});
