import type { Answer } from '#e2e/support/http';
import { latestCode } from '#e2e/support/mailbox';
import { change, countRows, rows } from '#e2e/support/rows';
import { expect, newEmail, newNetwork, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const isSignedIn = ({ setCookies }: Answer) =>
  setCookies.some((line) => line.startsWith('session=F'));

test('many sign-ups for one address at once end in one account and no server error', {
  tag: '@long',
}, async ({ server }) => {
  const email = newEmail();
  const spellings = [email, email.toUpperCase(), ` ${email} `, email.replace('ada', 'Ada')];
  const form = await newVisitor(server).form('/sign-up');
  const visitors = Array.from({ length: 60 }, () => newVisitor(server));
  const answers = await Promise.all(
    visitors.map((visitor, index) =>
      visitor.submit(form, [
        ['name', 'Ada'],
        ['email', spellings[index % 4]!],
        ['password', PASSWORD],
      ]),
    ),
  );
  for (const { status, headers } of answers) {
    expect([303, 503]).toContain(status);
    if (status === 503) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  }
  expect(rows(server, 'select id from outbox where recipient = ?', email).length).toBe(1);
  const code = await latestCode(server.port, email);
  const waiting = visitors.filter(({ cookies }) => cookies.has('flow'));
  expect(waiting.length).toBeGreaterThan(1);
  // Each in a flow of its own, which its form names; twice at once.
  const opened = await Promise.all(
    waiting.map(async (visitor) => [visitor, await visitor.form('/sign-up/verify')] as const),
  );
  const twice = [...opened, ...opened];
  const done = await Promise.all(
    twice.map(([visitor, form]) => visitor.submit(form, [['code', code]])),
  );
  expect(done.filter(({ status }) => status >= 500)).toEqual([]);
  // One browser, which may be told so twice.
  expect(new Set(twice.filter((_, nth) => isSignedIn(done[nth]!)).map(([one]) => one)).size).toBe(
    1,
  );
  expect(rows(server, 'select id from users where email = ?', email).length).toBe(1);
  expect(
    rows(
      server,
      'select s.id from sessions s join users u on u.id=s.user_id where email = ?',
      email,
    ).length,
  ).toBe(1);
});

test('one code redeemed many times at once makes one account and one session', async ({
  server,
}) => {
  const ada = newVisitor(server);
  const email = newEmail();
  await ada.askForAccount(email);
  const code = await latestCode(server.port, email);
  const form = await ada.form('/sign-up/verify');
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      ada.submit(form, [['code', index % 2 ? code : `${code.slice(0, 3)} ${code.slice(3)}`]]),
    ),
  );
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  // Of the two ways in which it is typed one is first; the same form gets the same session.
  expect(new Set(answers.flatMap((one, nth) => (isSignedIn(one) ? [nth % 2] : []))).size).toBe(1);
  const [user, ...more] = rows(server, 'select id from users where email = ?', email);
  expect(more).toEqual([]);
  const began = rows(server, 'select id from sessions where user_id = ?', user?.['id']);
  expect(began.length).toBe(1);
});

test('a code does not work in another browser, after five tries, after its time, or after another', async ({
  server,
}) => {
  const begin = async () => {
    const ada = newVisitor(server);
    const email = newEmail();
    await ada.askForAccount(email);
    return { ada, email, code: await latestCode(server.port, email) };
  };
  const foreign = await begin();
  const eve = newVisitor(server);
  await eve.askForAccount(newEmail());
  expect((await eve.verify(foreign.code)).status).toBe(422);
  const guessed = await begin();
  const form = await guessed.ada.form('/sign-up/verify');
  const wrong = String((Number(guessed.code) + 1) % 1_000_000).padStart(6, '0');
  await Promise.all(Array.from({ length: 12 }, () => guessed.ada.submit(form, [['code', wrong]])));
  expect((await guessed.ada.verify(guessed.code)).text).toContain('no longer works');
  const late = await begin();
  change(server, 'update codes set expires_at = ? where email = ?', Date.now() - 1, late.email);
  expect((await late.ada.verify(late.code)).text).toContain('no longer works');
  const replaced = await begin();
  change(server, 'delete from limits');
  await replaced.ada.submit(await replaced.ada.form('/sign-up/verify', 1), []);
  expect((await replaced.ada.verify(replaced.code)).status).toBe(422);
  expect((await replaced.ada.verify(await latestCode(server.port, replaced.email))).status).toBe(
    303,
  );
  for (const { email } of [foreign, guessed, late])
    expect(rows(server, 'select id from users where email = ?', email)).toEqual([]);
});

test('addresses that look alike are one account or none', { tag: '@long' }, async ({ server }) => {
  const tag = newEmail('a').split('@')[0]!;
  const one = `${tag}@xn--bcher-kva.test`;
  await newVisitor(server).signUp({ email: one });
  const same = [
    `${tag.toUpperCase()}@XN--BCHER-KVA.TEST`,
    `${tag}@bücher.test`,
    `${tag}@BÜCHER.test`,
    ` ${tag}@bücher.test`,
    `${tag}@bu\u0308cher.test`,
    `${tag}@bücher．test`,
    `${tag}@bücher。test`,
    `${tag}@ｂücher.test`,
    `\u200b${tag}@bücher.test\ufeff`,
    `${tag}\u200b@b\u00adücher.test`,
    `\u200e${tag}@bücher.test`,
    `<${tag}@bücher.test>`,
    `"A, B" <${tag}@bücher.test>`,
    `mailto:${tag}@bücher.test?x`,
    `${tag}@bücher.test,`,
  ];
  for (const email of same) {
    const answer = await newVisitor(server).signIn(email);
    expect(answer.status, email).toBe(303);
  }
  const refused = [
    `\u0430${tag}@b.test`, `a\u202e${tag}@b.test`, `${tag}@b\u200b`, `${tag}ı@b.test`, `${tag}İ@b.test`,
    `ä${tag}@b.test`, `a\u0308${tag}@b.test`, `${tag}.@b.test`, `.${tag}@b.test`, `${tag}..x@b.test`,
    `${tag}@-b.test`, `${tag}@b`, `${tag}@localhost`, `${tag}@127.0.0.1`, `${tag}@[127.0.0.1]`, `"${tag}"@b.test`, `${tag} x@b.test`,
    `${tag}@b.test,c@d.test`, `${tag}@b.test c@d.test`, `${tag}@b.test;c@d.test`, `${tag}@b.test\r\nBcc: c@d.test`, `${tag}@b.test%0d%0aBcc:c@d.test`,
    `<${tag}@b.test>,<c@d.test>`, `c@d.test <${tag}@b.test>`, `${tag}@b.test>,<c@d.test`, `${tag}@@b.test`, `${tag}@c@d.test`, `${tag}(x)@b.test`, `${tag}\u202e@b.test`,
    `${tag}@b_c.test`, `@b.test`, `${tag}@`, `${'a'.repeat(65)}@b.test`, `${tag}@${'a'.repeat(250)}.test`, `${tag}@b.test\t`.replace('\t', '\u00a0x'),
    `${tag}@b.test\u0000`, `${tag}@b\u0000.test`, `mailto:${tag}@b.test,c@d.test`, `${tag}@b.test/`, `${tag}@b.test#`, `${tag}@1.2.3`,
  ]; // biome-ignore format: one list
  const before = countRows(server);
  const eve = newVisitor(server);
  const [signUp, signIn] = [await eve.form('/sign-up'), await eve.form('/sign-in')];
  for (const email of refused) {
    const mallory = newVisitor(server, newNetwork());
    const up = await mallory.submit(signUp, [
      ['name', 'M'],
      ['email', email],
      ['password', PASSWORD],
    ]);
    expect(up.status, email).toBe(422);
    expect(up.text, email).toMatch(/Enter an email address like|invisible (control )?character/);
    const inside = await mallory.submit(signIn, [
      ['email', email],
      ['password', PASSWORD],
    ]);
    expect(inside.status, email).toBe(422);
  }
  expect(countRows(server)).toEqual(before);
});
