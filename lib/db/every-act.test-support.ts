import { v4 as uuidV4 } from 'uuid';
import { checkUp } from '#lib/accounts/check-up';
import { confirmByProvider } from '#lib/accounts/connections/confirm';
import {
  addGoogle,
  BROWSER,
  identity,
  keptAnswer,
  signsIn,
} from '#lib/accounts/connections/connections.test-support';
import { linkConnection } from '#lib/accounts/connections/link';
import { listConnections } from '#lib/accounts/connections/list';
import { removeConnection } from '#lib/accounts/connections/unlink';
import { providersInOrder } from '#lib/accounts/connections/used-last';
import { viewerOf } from '#lib/accounts/life.test-support';
import { signIn } from '#lib/accounts/sign-in';
import { signInDays } from '#lib/accounts/sign-in-days';
import { completeSignUp, resendSignUpCode, startSignUp } from '#lib/accounts/sign-up';
import { exportLog } from '#lib/admin/audit-export';
import { searchLog } from '#lib/admin/audit-search';
import { changeUserRole } from '#lib/admin/change-role';
import { disableUser } from '#lib/admin/disable-user';
import { listEffectiveAccess } from '#lib/admin/effective-access';
import { enableUser } from '#lib/admin/enable-user';
import { listAdministrators, listUsers } from '#lib/admin/list-users';
import { logState } from '#lib/admin/overview/log-state';
import { countMails } from '#lib/admin/overview/mails';
import { countAccounts, countSignedIn } from '#lib/admin/overview/people';
import { signInsOf } from '#lib/admin/overview/sign-ins';
import { staffWithoutFactor } from '#lib/admin/overview/staff';
import { waysOfSigningIn } from '#lib/admin/overview/ways';
import { exportPeople } from '#lib/admin/people/export';
import { PEOPLE_STATES } from '#lib/admin/people/filter';
import { disableProgram, enableProgram, findProgram, listPrograms } from '#lib/admin/programs';
import { revokeSessionOf, revokeSessionsOf } from '#lib/admin/revoke-sessions';
import { showUser } from '#lib/admin/show-user';
import { addStaff } from '#lib/admin/staff.test-support';
import { startResetFor } from '#lib/admin/start-reset';
import { listActivity } from '#lib/assembly/activity';
import { searchOwnActivity } from '#lib/assembly/activity-search';
import { exportData } from '#lib/assembly/export-data';
import { forgetPersonalData } from '#lib/assembly/personal-data';
import { purgeExpired } from '#lib/assembly/purge';
import { verifyLog } from '#lib/audit/verify';
import { transaction } from '#lib/db/transaction';
import { deliverDue } from '#lib/mail/deliver';
import { addClient, findService, removeClient } from '#lib/oauth/clients';
import {
  codeFor,
  deviceTokens,
  redeem,
  refresh,
  viewerOfTicket,
} from '#lib/oauth/flows.test-support';
import { deliverNotices } from '#lib/oauth/logout/deliver';
import { endPersonalToken } from '#lib/oauth/personal/end';
import { findByPersonalToken } from '#lib/oauth/personal/find';
import { makePersonalToken } from '#lib/oauth/personal/make';
import { endAtSite } from '#lib/oauth/site-session';
import { ALL_THINGS } from '#lib/product/resources';
import { newState, takeAsked } from '#lib/providers/flow';
import { currentClient } from '#lib/request/client';
import type { ThingResource } from '#lib/resource';
import { knownBrowser, rememberBrowser } from '#lib/session/browser';
import { listSessions } from '#lib/session/list';
import { revokeOtherSessions, revokeSession } from '#lib/session/sign-out';
import { findViewer, touchSession, type Viewer } from '#lib/session/store';
import { acceptOffer, declineOffer } from '#lib/sharing/answer-offer';
import { changeShareRole } from '#lib/sharing/change-role';
import { leaveThing } from '#lib/sharing/leave';
import { listAccess } from '#lib/sharing/list-access';
import { offerThing, withdrawOffer } from '#lib/sharing/offer';
import { removeShare } from '#lib/sharing/remove-share';
import { shareThing } from '#lib/sharing/share';
import { addUser, beginSession, PASSWORD, setClock } from '#lib/testing/database.test-support';
import type { Actor } from '#lib/things/access';
import { createThing } from '#lib/things/create';
import { deleteThing } from '#lib/things/delete';
import { editThing } from '#lib/things/edit';
import { listThings } from '#lib/things/list';
import { readThing } from '#lib/things/read';

/**
 * Every act of the domain once or twice, so that every statement that it has is sent to the database. The file that calls
 * it replaces the cookies of Next.
 */
export async function everyActOfAll() {
  await everyAct();
  for (const of of ALL_THINGS) await everyActOn(of);
  await everyActOfPrograms();
  await everyActByProvider();
}

function failed(): never {
  throw new Error('there is no session');
}

async function everyAct() {
  const start = Date.now();
  setClock(start);
  const ada = await addUser();
  const signedIn = {
    email: 'ada@example.com',
    password: PASSWORD,
    isPersistent: true,
    browser: null,
  };
  const ticket = await beginSession(ada);
  const other = await beginSession(ada);
  await signIn({ ...signedIn, previous: other });
  await signIn({ ...signedIn, password: 'no', previous: null });
  const { viewer } = (await findViewer(ticket)) ?? failed();
  // Added, and renewed.
  for (const again of [ticket, ticket]) await rememberBrowser(again);
  await knownBrowser('ada@example.com');
  await checkUp(viewer, await listSessions(viewer));
  await signInDays(viewer);
  await listActivity(viewer, 8);
  await searchOwnActivity(
    viewer,
    { kind: 'refused', device: { id: ticket.sessionId, userAgent: 'x' } },
    { limit: 8 },
  );
  for await (const piece of await exportData(viewer)) if (!piece) throw new Error('an empty piece');
  await touchSession(viewer.session.id, currentClient());
  const bob = { name: 'Bob', email: 'bob@example.com', password: PASSWORD };
  const begun = await startSignUp(bob);
  if (!begun.ok) throw new Error(begun.reason);
  setClock(start + 60_000);
  await resendSignUpCode({ ...begun.value, email: bob.email });
  await completeSignUp(begun.value, '000000');
  await deliverDue();
  await purgeExpired();
  await readAuditLog(ada);
  await revokeSession(viewer, 'none');
  await revokeOtherSessions(viewer);
  await revokeSessionsOf('operator', ada);
  await everyActOfAdministrators(ada);
}

async function everyActOfAdministrators(mia: string) {
  const dee = await addStaff('administrator');
  const [page] = [{ limit: 1, after: 'a' }];
  await listUsers(dee, page);
  await listUsers(dee, { ...page, search: 'a' });
  await listUsers(dee, { ...page, search: 'a', after: `name:${mia}:ada` });
  for (const state of PEOPLE_STATES)
    for (const role of ['member', 'support'] as const)
      await listUsers(dee, { search: 'a', state, role, limit: 1 });
  await listUsers(dee, { ...page, search: 'a', after: 'in:a' });
  await lookOver(dee);
  await listAdministrators(page);
  await showUser(dee, mia);
  await listEffectiveAccess(dee, mia, page);
  await disableUser(dee, mia);
  await disableUser(dee, dee.user.id);
  await enableUser(dee, mia);
  await changeUserRole(dee, mia, 'support');
  await startResetFor(dee, mia);
  await revokeSessionOf(dee, mia, 'none');
}

async function lookOver(dee: Viewer) {
  await Promise.all([signInsOf(dee), countAccounts(dee), countSignedIn(dee), waysOfSigningIn(dee)]);
  await Promise.all([logState(dee), countMails(dee), staffWithoutFactor(dee)]);
  const file = await exportPeople(dee, { search: 'a' });
  if (!file.ok) throw new Error(file.reason);
  for await (const piece of file.value) if (!piece) throw new Error('an empty piece');
}

async function readAuditLog(person: string) {
  const [from, to] = [new Date(0), new Date()];
  const staff = { user: { id: person, role: 'administrator' } };
  await verifyLog();
  await searchLog(staff, { limit: 5 });
  await searchLog(staff, { type: 'user_created', before: 3, from, to, limit: 5 });
  await searchLog(staff, { person: 'ada@example.com', limit: 5 });
  const pieces = await exportLog(staff, { format: 'csv', from, to });
  if (!pieces.ok) throw new Error(pieces.reason);
  for await (const piece of pieces.value) if (!piece) throw new Error('an empty piece');
}

async function everyActOfPrograms() {
  const viewer = await viewerOfTicket(await beginSession(await addUser('eli@example.com')));
  const redirect_uri = 'https://site.example.com/in';
  await addClient({ id: 'site', name: 'Site', kind: 'web', redirectUris: [redirect_uri] });
  await codeFor(viewer, { client_id: 'site', redirect_uri, scope: 'openid' });
  const { code, verifier } = await codeFor(viewer);
  await redeem(code, verifier);
  await redeem(code, verifier);
  const { refresh_token } = await deviceTokens(viewer);
  await refresh(refresh_token);
  await findService('https://api.example.com');
  const wish = { name: 'Backup', days: 30, scopes: ['account:read' as const] };
  const made = await makePersonalToken(viewer, wish, uuidV4());
  if (!made.ok) throw new Error(made.reason);
  await findByPersonalToken(made.value);
  await endPersonalToken(viewer, 'none');
  const dee = await addStaff('administrator', 'of-programs');
  await listPrograms(dee, { search: 'site', limit: 5, after: '' });
  await findProgram(dee, 'site', '');
  await endAtSite(viewer, 'none');
  await disableProgram(dee, 'site');
  await enableProgram(dee, 'site');
  await deliverNotices();
  await removeClient('site');
  await purgeExpired();
}

async function everyActByProvider() {
  await addGoogle();
  const viewer = await viewerOf(await addUser('fay@example.com'));
  await takeAsked(newState().state, 'google', BROWSER);
  const linked = await linkConnection(viewer, await keptAnswer(identity()), BROWSER);
  if (!linked.ok) throw new Error(linked.reason);
  await signsIn(identity());
  await signsIn(identity({ subject: 'another', email: 'another@gmail.com' }));
  await confirmByProvider(viewer, identity({ authTime: Date.now() / 1000 }));
  await listConnections(viewer);
  await providersInOrder();
  await removeConnection(viewer, linked.value.id);
}

async function person(name: string): Promise<Actor> {
  const email = `${name}@example.com`;
  return { user: { id: await addUser(email), email, role: 'member' } };
}

async function everyActOn(of: ThingResource) {
  const [cyd, dan] = [await person(`cyd.${of.kind}`), await person(`dan.${of.kind}`)];
  const { email } = dan.user;
  const values = Object.fromEntries(Object.keys(of.fields).map((name) => [name, 'First']));
  const made = await createThing(cyd, of, values);
  if (!made.ok) throw new Error(made.reason);
  const thing = { of, id: made.value.id };
  await shareThing(cyd, thing, { email, role: of.gives.at(-1) ?? '' });
  await readThing(dan, thing);
  await listThings(dan, of);
  await listAccess(dan, thing);
  await editThing(dan, thing, { values, revision: 1 });
  await changeShareRole(cyd, thing, { email, role: of.gives[0] ?? '' });
  await offerThing(cyd, thing, email);
  await withdrawOffer(cyd, thing);
  await declineOffer(dan, thing);
  await acceptOffer(dan, thing);
  await removeShare(cyd, thing, email);
  await leaveThing(dan, thing);
  await deleteThing(cyd, thing);
  await transaction(forgetPersonalData(cyd.user));
}
