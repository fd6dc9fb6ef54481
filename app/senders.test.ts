import { beforeEach, expect, test, vi } from 'vitest';
import { inRequest } from '#lib/request/context';
import { fakeCookies } from '#lib/session/cookies.test-support';
import { formMark } from '#lib/session/form-mark';
import { sealTicket } from '#lib/session/ticket';
import {
  addUser,
  beginSession,
  contextOf,
  emptyTables,
  stored,
} from '#lib/testing/database.test-support';
import { allEntryPoints, type EntryPoint } from '#lib/testing/entry-points.test-support';

const browser = vi.hoisted(() => ({ cookies: {} as ReturnType<typeof fakeCookies> }));
vi.mock('next/headers', () => ({ cookies: () => browser.cookies.module.cookies() }));
// Which of its two halves the name means is decided by Next's bundler; for actions it is this one.
vi.mock('next/navigation', () => import('next/dist/client/components/navigation.react-server'));

const HASH = '$argon2id$nobody-signs-in-with-this';
const senders = allEntryPoints().filter(({ isForSender }) => isForSender);

/** What a form of any of them might hold, filled in. */
const TYPED = {
  title: 'Launch plan',
  text: 'A line\nand another',
  name: 'Changed',
  email: 'bob@example.com',
  reason: 'A reason',
  user_code: 'ABCDEFGH',
  code: '123456',
  role: 'administrator',
  timeZone: 'UTC',
  theme: 'dark',
  format: 'csv',
};

type Fields = Record<string, string | string[]>;

function formOf(fields: Fields): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) form.append(name, one);
  return form;
}

/** Sends a form to one of them, from the browser as it is; says how it was answered, and whether it came through. */
async function sendTo({ path, name, kind }: EntryPoint, form: FormData) {
  const context = contextOf('192.0.2.1', { url: '/notes/new?a=1' });
  const act = (await import(/* @vite-ignore */ `/${path}`))[name];
  const request = new Request('http://localhost:3000/', { method: 'POST', body: form });
  const send = () =>
    kind === 'route' ? act(request) : act.length === 2 ? act({}, form) : act(form);
  const digest = await inRequest(context, async () => send()).then(
    () => 'came through',
    (error: { digest?: string }) => error.digest ?? String(error),
  );
  return { digest, refusal: context.answer.refusal };
}

async function signIn(userId: string) {
  browser.cookies.jar.set('session', {
    value: await sealTicket(await beginSession(userId)),
    maxAge: undefined,
  });
}

let ada = '';
let bob = '';

beforeEach(async () => {
  await emptyTables();
  browser.cookies = fakeCookies();
  const staff = { passwordHash: HASH, role: 'administrator' };
  ada = await addUser('ada@example.com', staff);
  bob = await addUser('bob@example.com', staff);
});

test('there are many of them', () => expect(senders.length).toBeGreaterThan(25));

const named = senders.map((door) => [`${door.path} ${door.name}`, door] as const);

test.each(named)(
  '%s does nothing for another account, and does not tell a stranger which',
  async (_, door) => {
    await signIn(bob);
    const before = await stored();
    const { refusal } = await sendTo(
      door,
      formOf({ ...TYPED, made_for: formMark(ada), user: ada }),
    );
    expect(refusal).toMatchObject({
      status: 409,
      says: 'This page was opened with another account. You are signed in as bob@example.com now. Nothing was changed.',
    });
    expect(await stored()).toBe(before);
  },
);

test.each(named)(
  '%s does nothing for a form that does not say for whom it was made',
  async (_, door) => {
    await signIn(bob);
    const before = await stored();
    const own = formMark(bob);
    const changed = `${own.slice(0, -2)}${own.endsWith('AA') ? 'BA' : 'AA'}`;
    for (const made_for of [
      [],
      '',
      bob,
      'bob@example.com',
      changed,
      [own, own],
      [own, formMark(ada)],
    ]) {
      const { refusal } = await sendTo(door, formOf({ ...TYPED, made_for, user: bob }));
      expect([made_for, refusal?.status, refusal?.title]).toEqual([
        made_for,
        409,
        'This form cannot be sent',
      ]);
    }
    expect(await stored()).toBe(before);
  },
);

test.each(named)(
  '%s gives back the text of a person who was signed out, and leads the others to sign in',
  async (_, door) => {
    const before = await stored();
    const made_for = formMark(ada);
    const typed = await sendTo(door, formOf({ ...TYPED, made_for }));
    expect(typed.refusal).toMatchObject({
      status: 409,
      title: 'You were signed out',
      way: ['/sign-in?next=%2Fnotes%2Fnew%3Fa%3D1', 'Sign in again'],
    });
    const button = await sendTo(door, formOf({ note: 'one', password: 'a password', made_for }));
    expect(button.refusal).toBeUndefined();
    expect(button.digest).toContain('NEXT_REDIRECT;replace;/sign-in?next=');
    expect(await stored()).toBe(before);
  },
);

test.each(named)('%s takes the form of its sender, also from a new session', async (_, door) => {
  const made_for = formMark(bob);
  await signIn(bob);
  await signIn(bob);
  const { refusal } = await sendTo(door, formOf({ ...TYPED, made_for }));
  expect(refusal).toBeUndefined();
});
