import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { addressOf } from '#e2e/support/entry-point-addresses';
import { LONGEST } from '#e2e/support/fill';
import { fillAccount } from '#e2e/support/full-account';
import type { Answer } from '#e2e/support/http';
import { formSaying, share, writeNote } from '#e2e/support/notes';
import { freePort, LIGHT, startServer, type TestServer } from '#e2e/support/server';
import { openStream, STREAM } from '#e2e/support/session-stream';
import { enterAs, formsAbout, idOf } from '#e2e/support/staff';
import { expect, test } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';
import { allEntryPoints, type EntryPoint } from '#lib/testing/entry-points.test-support';

/** A health check waits no longer than this for our own work: milliseconds of one idle processor. */
const MOST_MS = 100;

type Scene = {
  server: TestServer;
  /** The administrator whose account is full. */
  ada: Visitor;
  email: string;
  adaId: string;
  dee: Visitor;
  /** The note that everything is done to. */
  note: string;
  /** The longest since it was asked before. */
  longest: () => Promise<number>;
};

/** What is read is asked of every page and endpoint there is. */
const isRead = ({ kind, name }: EntryPoint) => kind === 'page' || name === 'GET';

const SPECIAL: Record<string, string> = {
  'app/oauth/[...path]/route.ts': '/oauth/authorize?client_id=gatehouse-cli&response_type=code',
};

/** What is done, on the full account. Each act of the product is here or in `SAME`. */
const ACTS: Record<string, (scene: Scene) => Promise<Answer>> = {
  'app/(product)/notes/new/actions.ts createNoteAction': async ({ ada }) =>
    ada.submit(await ada.form('/notes/new'), [
      ['title', 'T'],
      ['text', LONGEST],
    ]),
  'app/(product)/notes/[note]/actions.ts editNoteAction': async ({ ada, note }) =>
    ada.submit(await formSaying(ada, `/notes/${note}`, 'Save note'), [
      ['title', 'T'],
      ['text', LONGEST],
    ]),
  'app/(product)/notes/[note]/sharing/actions.ts shareNoteAction': ({ ada, note }) =>
    share(ada, note, 'reader0@example.com', 'editor'),
  'app/(product)/notes/[note]/sharing/actions.ts changeShareRoleAction': press(
    '/sharing',
    'Save role',
    [['role', 'editor']],
  ),
  'app/(product)/notes/[note]/sharing/actions.ts offerNoteAction': press(
    '/sharing',
    'Offer ownership',
  ),
  'app/(product)/notes/[note]/sharing/actions.ts withdrawOfferAction': press(
    '/sharing',
    'Withdraw offer',
  ),
  'app/(product)/notes/[note]/sharing/actions.ts removeShareAction': press('/sharing', 'Remove'),
  'app/(product)/notes/[note]/delete/actions.ts deleteNoteAction': press(
    '/delete',
    'Delete the note',
  ),
  'app/settings/data/export/route.ts POST': async ({ ada }) =>
    ada.submit(await formSaying(ada, '/settings/data', 'Download my data'), []),
  'app/settings/activity/export/route.ts POST': async ({ ada }) =>
    ada.submit(await formSaying(ada, '/settings/activity', 'Download as CSV'), []),
  'app/admin/audit/export/route.ts POST': async ({ dee }) =>
    dee.submit(await formSaying(dee, '/admin/audit', 'Export as NDJSON'), [['format', 'csv']]),
  'app/admin/users/export/route.ts POST': async ({ dee }) =>
    dee.submit(await formSaying(dee, '/admin/users', 'Export as CSV'), []),
  'app/admin/audit/actions.ts verifyNowAction': async ({ dee }) =>
    dee.submit(await formSaying(dee, '/admin/audit', 'Verify now'), []),
  'app/settings/sessions/actions.ts revokeSessionAction': async ({ ada }) =>
    ada.submit(await formSaying(ada, '/settings/sessions', 'Sign out Firefox on Linux'), []),
  'app/settings/sessions/actions.ts revokeOtherSessionsAction': async ({ ada }) =>
    ada.submit(await formSaying(ada, '/settings/sessions', 'Sign out everywhere else'), []),
  'app/admin/users/[user]/actions.ts deleteUserAction': async ({ dee, adaId, email }) =>
    dee.submit((await formsAbout(dee, adaId))('Delete'), [['email', email]]),
};

/** Why an act is not one of those: it does the same work however much there is. */
const ONE_ROW = 'it writes a few rows of its own, found by their key';
const SAME: Record<string, string> = {
  'app/(auth)': 'a stranger has no account, and hashing is not on this thread',
  'app/confirm': 'one password, hashed on another thread',
  'app/device': ONE_ROW,
  'app/oauth/consent': ONE_ROW,
  'app/oauth/[...path]/route.ts POST': ONE_ROW,
  'app/oauth/logout': ONE_ROW,
  'app/reports': 'it writes a line of the log',
  'app/sign-out': ONE_ROW,
  'app/settings/activity/actions.ts': 'as the end of one session',
  'app/settings/data/actions.ts': 'as the deletion by an administrator',
  'app/settings/email': ONE_ROW,
  'app/settings/authenticator': ONE_ROW,
  'app/settings/recovery-codes': 'it writes ten rows of its own, found by their key',
  'app/settings/passkeys': ONE_ROW,
  'app/settings/apps': ONE_ROW,
  'app/settings/connections': ONE_ROW,
  'app/callback': 'it writes a few rows of its own; what is asked of a provider is waited for',
  'app/settings/password': 'as the end of all other sessions',
  'app/settings/profile': ONE_ROW,
  'app/settings/sessions/actions.ts endTrustAction': ONE_ROW,
  'app/settings/sessions/actions.ts takeBackConsentAction': ONE_ROW,
  'app/(product)/notes/[note]/leave': ONE_ROW,
  'app/(product)/notes/[note]/actions.ts acceptOfferAction': ONE_ROW,
  'app/(product)/notes/[note]/actions.ts declineOfferAction': ONE_ROW,
  'app/(product)': 'another thing of the product: the same acts as on notes, which are tried above',
  'app/admin/apps/program/actions.ts disableProgramAction':
    'an administrator ends at once what everybody has at one program, as the command of the operator does',
  'app/admin/apps/program/actions.ts enableProgramAction': ONE_ROW,
  'app/admin/mail': ONE_ROW,
  'app/admin/users/[user]/actions.ts changeUserRoleAction': ONE_ROW,
  'app/admin/users/[user]/actions.ts enableAction': ONE_ROW,
  'app/admin/users/[user]/actions.ts startRecoveryAction': ONE_ROW,
  'app/admin/users/[user]/actions.ts endSessionAction': 'as the end of one session',
  'app/admin/users/[user]/actions.ts endSessionsAction': 'as the end of all other sessions',
  'app/admin/users/[user]/actions.ts disableAction': 'as the end of all other sessions',
  'app/admin/users/[user]/actions.ts startResetAction': 'as the end of all other sessions',
  'app/api/v1': 'the same acts of lib, without a page',
};

/** Presses a button of the note's page. */
function press(path: string, says: string, fields: [string, string][] = []) {
  return async ({ ada, note }: Scene) => {
    const whom = path === '/sharing' ? `${says} of reader0@example.com` : says;
    return ada.submit(await formSaying(ada, `/notes/${note}${path}`, whom), fields);
  };
}

async function begin(): Promise<Scene> {
  const probe = await freePort();
  const module = pathToFileURL(resolve('e2e/support/loop-probe.mjs')).href;
  const server = await startServer({
    ...LIGHT,
    NODE_OPTIONS: `--import ${module}`,
    PROBE_PORT: String(probe),
  });
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const { visitor: dee } = await enterAs(server, 'administrator');
  const longest = async () =>
    Number(
      await (await fetch(`http://127.0.0.1:${probe}`, { headers: { Connection: 'close' } })).text(),
    );
  const note = await writeNote(ada, 'T', 'short');
  return { server, ada, email, adaId: idOf(server, email), dee, note, longest };
}

const addressFor = (door: EntryPoint, { adaId, note }: Scene) =>
  SPECIAL[door.path] ??
  addressOf(door.path, {
    note,
    user: adaId,
    uid: 'none',
    handle: 'none',
    session: 'none',
    credential: 'none',
    connection: 'none',
    flow: 'none',
    provider: 'none',
    domain: 'none.example',
  });

/** How long the thread worked without looking up while something was asked, the best of so many times. */
async function worked(scene: Scene, ask: () => Promise<unknown>, times = 1): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let nth = 0; nth < times; nth++) {
    await scene.longest();
    await ask();
    best = Math.min(best, await scene.longest());
  }
  return best;
}

/** The whole answer; of a stream that stays open its beginning. */
async function read({ server }: Scene, visitor: Visitor, path: string): Promise<void> {
  if (path !== STREAM) {
    await visitor.go(path);
    return;
  }
  const stream = await openStream(server, visitor);
  stream.close();
  await stream.ended;
}

async function readAll(scene: Scene, times: number) {
  const found: Record<string, number> = {};
  for (const door of allEntryPoints().filter(isRead)) {
    const path = addressFor(door, scene);
    const visitor = path.startsWith('/admin') ? scene.dee : scene.ada;
    found[path] = await worked(scene, () => read(scene, visitor, path), times);
  }
  return found;
}

test('every act is done to a full account, or it is said why not', () => {
  const acts = allEntryPoints()
    .filter((door) => !isRead(door))
    .map(({ path, name }) => `${path} ${name}`);
  const unnamed = acts.filter(
    (act) => !ACTS[act] && !Object.keys(SAME).some((part) => act.startsWith(part)),
  );
  expect(unnamed).toEqual([]);
  expect(Object.keys(ACTS).filter((act) => !acts.includes(act))).toEqual([]);
});

test('whatever is asked of an account that is full, everybody else waits no longer than a moment', {
  tag: '@long',
}, async () => {
  const scene = await begin();
  try {
    // Once so that everything is loaded, and once for what each page needs with hardly anything on it.
    await readAll(scene, 1);
    const empty = await readAll(scene, 2);
    scene.note = fillAccount(scene.server, scene.email);
    // How much slower this machine is while others work on it: the same pages need no more for one who has nothing.
    const idle = Math.max(empty['/health/live'] ?? 0, empty['/health/ready'] ?? 0);
    const full = await readAll(scene, 3);
    for (const [name, act] of Object.entries(ACTS))
      full[name] = await worked(scene, async () => {
        const { status } = await act(scene);
        expect([name, status < 400]).toEqual([name, true]);
      });
    const late = Object.entries(full)
      .filter(([path, ms]) => ms > MOST_MS + idle + 2 * (empty[path] ?? 0))
      .map(([path, ms]) => `${path}: ${Math.round(ms)} ms`);
    expect(late).toEqual([]);
    expect((await scene.dee.go(`/admin/users/${scene.adaId}`)).status).toBe(404);
  } finally {
    await scene.server.remove();
  }
});
