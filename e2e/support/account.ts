import type { Page } from '@playwright/test';
import { latestCode } from '#e2e/support/mailbox';
import { cookieFrom, sendForm } from '#e2e/support/plain-form';
import type { TestServer } from '#e2e/support/server';
import { newNetwork, newPerson } from '#e2e/support/test';

/** Creates an account without a browser, for stories that begin when there is one; its first session too. */
export async function newAccount(server: TestServer, person = newPerson()) {
  const headers = { 'X-Forwarded-For': newNetwork() };
  const begun = await sendForm(server.url, '/sign-up', person, headers);
  const flow = { ...headers, Cookie: `flow=${cookieFrom(begun, 'flow')}` };
  const code = await latestCode(server.port, person.email);
  const done = await sendForm(server.url, '/sign-up/verify', { code }, flow);
  const session = cookieFrom(done, 'session');
  if (!session) throw new Error(`No account: ${begun.status}, ${done.status}`);
  return { ...person, code, session };
}

/** Makes the browser of a page the one that created the account. */
export async function enter(page: Page, server: TestServer, session: string) {
  await page
    .context()
    .addCookies([{ name: 'session', value: session, url: server.url, httpOnly: true }]);
}

/** A page of somebody who has just created an account. */
export async function enterNew(page: Page, server: TestServer) {
  const account = await newAccount(server);
  await enter(page, server, account.session);
  return account;
}
