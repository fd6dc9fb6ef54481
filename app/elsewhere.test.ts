import { beforeEach, expect, test, vi } from 'vitest';
import { inRequest } from '#lib/request/context';
import { fakeCookies } from '#lib/session/cookies.test-support';
import { formMark } from '#lib/session/form-mark';
import { sealTicket, type Ticket } from '#lib/session/ticket';
import {
  addUser,
  beginSession,
  contextOf,
  emptyTables,
  execute,
  PASSWORD,
} from '#lib/testing/database.test-support';

const browser = vi.hoisted(() => ({
  cookies: {} as ReturnType<typeof fakeCookies>,
  meanwhile: null as null | (() => Promise<unknown>),
}));
vi.mock('next/headers', () => ({ cookies: () => browser.cookies.module.cookies() }));
vi.mock('next/navigation', () => import('next/dist/client/components/navigation.react-server'));
vi.mock('#lib/session/sender', async (load) => {
  const its = await load<typeof import('#lib/session/sender')>();
  const requireSender: typeof its.requireSender = async (...asked) => {
    const viewer = await its.requireSender(...asked);
    await browser.meanwhile?.();
    return viewer;
  };
  return { ...its, requireSender };
});

const EMAIL = 'ada@example.com';
const ID = '0b5e2a52-9a0c-4f6e-8a1d-2f0a5c1b7d11';
const TOKEN = { name: 'Backup', days: '30', 'account:read': 'on' };
let ada = '';
let ticket: Ticket;

beforeEach(async () => {
  await emptyTables();
  ada = await addUser(EMAIL);
  await addUser('root@example.com', { passwordHash: 'x', role: 'administrator' });
  ticket = await beginSession(ada);
  browser.cookies = fakeCookies();
  const value = await sealTicket(ticket);
  browser.cookies.jar.set('session', { value, maxAge: undefined });
});

/** Sends a form; answers what stands in the place of the page, and where it leads. */
async function send(file: string, name: string, fields: Record<string, string>) {
  const form = new FormData();
  for (const [field, value] of Object.entries({ ...fields, made_for: formMark(ada) }))
    form.append(field, value);
  const context = contextOf('192.0.2.1', { url: `/${file}`, method: 'POST' });
  const act = (await import(/* @vite-ignore */ `/app/${file}.ts`))[name];
  const to = await inRequest(context, async () =>
    act.length === 2 ? act({}, form) : act(form),
  ).then(JSON.stringify, (error: { digest?: string }) => error.digest ?? String(error));
  return { to, refusal: context.answer.refusal };
}

const MEANWHILE = {
  'they were signed out': () => execute(`delete from sessions where id = '${ticket.sessionId}'`),
  'their session was renewed': () =>
    execute(`update sessions set secret_hash = 'another' where id = '${ticket.sessionId}'`),
};

/** Every action that changes something for the viewer alone, in the file where it stands. */
const ACTS: [file: string, act: string, fields: Record<string, string>][] = [
  ['settings/data/actions', 'deleteAccountAction', { email: EMAIL }],
  ['settings/sessions/actions', 'revokeSessionAction', { session: ID }],
  ['settings/sessions/actions', 'revokeOtherSessionsAction', {}],
  ['settings/sessions/actions', 'endTrustAction', { browser: ID }],
  ['settings/sessions/actions', 'takeBackConsentAction', { consent: ID }],
  ['settings/apps/actions', 'makeTokenAction', { ...TOKEN, form: ID }],
  ['settings/apps/actions', 'endTokenAction', { session: ID }],
  ['settings/apps/actions', 'endAppAction', { session: ID }],
  ['settings/authenticator/actions', 'confirmAuthenticatorAction', { code: '123456' }],
  ['settings/authenticator/actions', 'removeAuthenticatorAction', {}],
  ['settings/recovery-codes/actions', 'makeRecoveryCodesAction', { form: ID }],
  ['settings/password/first', 'setPasswordAction', { password: 'eleven quiet lanterns drift' }],
  ['settings/password/first', 'removePasswordAction', {}],
  ['settings/password/actions', 'changePasswordAction', { current: PASSWORD, password: 'eleven quiet lanterns drift', others: '' }], // biome-ignore format: one row
  ['settings/passkeys/[credential]/actions', 'renamePasskeyAction', { credential: ID, name: 'Key' }], // biome-ignore format: one row
  ['settings/passkeys/[credential]/actions', 'removePasskeyAction', { credential: ID }],
  ['settings/connections/[connection]/actions', 'disconnectAction', { connection: ID }],
  ['settings/connections/new/[flow]/actions', 'linkAction', { answered: ID }],
  ['device/[handle]/actions', 'allowDeviceAction', { handle: ID }],
  ['device/[handle]/actions', 'denyDeviceAction', { handle: ID }],
  ['confirm/actions', 'confirmAction', { password: PASSWORD, factor: '', next: '/dashboard' }],
];

test.each(
  ACTS.flatMap(([file, act, fields]) =>
    Object.entries(MEANWHILE).map(([why, happens]) => [act, why, file, fields, happens] as const),
  ),
)('%s says so where nothing comes of it because %s meanwhile', async (act, _, file, fields, happens) => {
  browser.meanwhile = happens;
  const { refusal } = await send(file, act, fields);
  expect(refusal).toMatchObject({ status: 409, title: 'This was not done' });
}); // biome-ignore format: one line

test.each(ACTS)('%s %s does not say so to somebody who is here', async (file, act, fields) => {
  browser.meanwhile = null;
  const { refusal } = await send(file, act, fields);
  expect(refusal?.title).not.toBe('This was not done');
});
