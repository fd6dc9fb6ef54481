import { networkInterfaces } from 'node:os';
import { asForm, type Line, send } from '#e2e/support/http';
import { addPeople } from '#e2e/support/people';
import { rows } from '#e2e/support/rows';
import { LIGHT, startServer } from '#e2e/support/server';
import { expect, newEmail, newNetwork, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const WRONG = 'wrong wrong wrong wrong';
const BURST = 10;
const PER_NETWORK = 30;

const hasIPv6 = Object.values(networkInterfaces())
  .flat()
  .some((one) => one?.address === '::1');

/** What a caller may write to look like somebody else, another each time. */
const disguise = (nth: number): Record<string, string> => {
  const name = ['X-Forwarded-For', 'X-Real-IP', 'CF-Connecting-IP', 'True-Client-IP', 'Forwarded'];
  const claimed = nth % 2 ? newNetwork() : `2001:db8:${(nth + 1).toString(16)}::1`;
  return {
    'X-Forwarded-For': claimed,
    [name[nth % name.length] as string]: nth % 5 === 4 ? `for="[${claimed}]"` : claimed,
  };
};

test('without a proxy a visitor is the socket they come from, mapped IPv4 is IPv4, and no header makes them another', {
  tag: '@long',
}, async () => {
  const server = await startServer({ ...LIGHT, TRUSTED_PROXY_HOPS: '0' });
  try {
    const form = await newVisitor(server).form('/sign-in');
    let nth = 0;
    const guess = async (line: Line) => {
      const { body, headers } = asForm(form, [
        ['email', newEmail()],
        ['password', WRONG],
      ]);
      const tryOnce = () =>
        send(server, '/sign-in', {
          method: 'POST',
          body,
          headers: { ...headers, ...disguise(nth++), Origin: server.url },
          line,
        });
      let answer = await tryOnce();
      while (answer.status === 503) answer = await tryOnce();
      expect([422, 429]).toContain(answer.status);
      return answer.status === 422;
    };
    const heard = async (line: Line) => {
      // At once: a busy machine that takes them one by one needs longer than the ten seconds of a burst.
      const guesses = Array.from({ length: BURST + 5 }, () => guess(line));
      return (await Promise.all(guesses)).filter(Boolean).length;
    };
    const lines: [seen: string, line: Line][] = [
      ['127.0.0.2', { from: '127.0.0.2', to: '127.0.0.1' }],
      ['127.0.0.1', { from: '127.0.0.1', to: '127.0.0.1' }],
      ...(hasIPv6 ? [['::1', { from: '::1', to: '::1' }] as [string, Line]] : []),
    ];
    for (const [seen, line] of lines) expect([seen, await heard(line)]).toEqual([seen, BURST]);
    // The same two addresses, written as an IPv6 socket writes them.
    if (hasIPv6)
      for (const [seen] of lines.filter(([one]) => one.includes('.')))
        expect(await guess({ from: `::ffff:${seen}`, to: '::ffff:127.0.0.1' })).toBe(false);
    const addresses = rows(
      server,
      "select distinct address from audit_events where type = 'authn_login_fail'",
    ).map(({ address }) => address);
    expect(addresses.sort()).toEqual(lines.map(([seen]) => seen).sort());
  } finally {
    await server.remove();
  }
});

test('one password sprayed from one network over two thousand addresses, half of them accounts, is heard thirty times at most and locks nobody out', {
  tag: '@long',
}, async () => {
  test.setTimeout(600_000);
  const server = await startServer(LIGHT);
  try {
    const known = await addPeople(server, 1_000);
    const all = known.flatMap((email) => [email, newEmail('nobody')]);
    const network = newNetwork();
    const form = await newVisitor(server).form('/sign-in');
    const answers: { email: string; status: number; wait: number; text: string }[] = [];
    let next = 0;
    const worker = async () => {
      for (let email = all[next++]; email; email = all[next++]) {
        const tryOnce = () =>
          newVisitor(server, network).submit(form, [
            ['email', email as string],
            ['password', WRONG],
          ]);
        let answer = await tryOnce();
        // Sent away because too many wait to be hashed: not heard, and not counted either.
        while (answer.status === 503) answer = await tryOnce();
        const { status, headers, text } = answer;
        const wait = Number(headers['retry-after']);
        answers.push({ email, status, wait, text: text.replaceAll(email, '') });
      }
    };
    await Promise.all(Array.from({ length: 20 }, worker));

    expect(answers).toHaveLength(2_000);
    const heard = answers.filter(({ status }) => status === 422);
    const refused = answers.filter(({ status, wait }) => status === 429 && wait > 0);
    expect(heard.length).toBeGreaterThanOrEqual(BURST);
    expect(heard.length).toBeLessThanOrEqual(PER_NETWORK);
    const others = answers.filter((one) => !heard.includes(one) && !refused.includes(one));
    expect(others.map(({ status, wait }) => [status, wait])).toEqual([]);
    for (const { text } of refused) expect(text).toContain('Too many tries. Try again in');
    const tries = rows(
      server,
      "select count(*) as count from audit_events where type like 'authn_%'",
    );
    expect(tries).toEqual([{ count: heard.length }]);
    for (const email of [heard[0]?.email, refused.at(-1)?.email, ...known.slice(0, 3)])
      if (known.includes(String(email)))
        expect((await newVisitor(server).signIn(String(email), PASSWORD)).status).toBe(303);
  } finally {
    await server.remove();
  }
});
