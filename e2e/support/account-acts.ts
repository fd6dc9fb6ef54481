import { latestCode } from './mailbox.ts';
import { change } from './rows.ts';
import type { TestServer } from './server.ts';
import { newEmail } from './test.ts';
import { newVisitor, type Visitor } from './visitor.ts';

/** A password nobody has yet. */
export const ANOTHER = 'eleven quiet lanterns drift';

export const SUBJECTS = {
  reset: 'Your code for a new password',
  signIn: 'Your code to sign in',
  move: 'Your code for a new address',
} as const;

/** Somebody who is signed in, with the address of their account. */
export async function newOwner(server: TestServer) {
  const visitor = newVisitor(server);
  return { visitor, email: await visitor.signUp() };
}

/** Asks for a reset, as a person who forgot the password does. */
export const askForReset = async (visitor: Visitor, email: string, path = '/forgot-password') =>
  visitor.submit(await visitor.form(path), [['email', email]]);

/** Asks for a code to sign in with, as a person does who does not type a password. */
export const askForCode = async (visitor: Visitor, email: string, path = '/sign-in/code') =>
  visitor.submit(await visitor.form(path), [['email', email]]);

/** Types it into the page that waits for it. */
export const signInByCode = async (visitor: Visitor, code: string) =>
  visitor.submit(await visitor.form('/sign-in/code/verify'), [['code', code]]);

/** A sign-in by code under way: the visitor who asked, and the code that was mailed. */
export async function midSignIn(server: TestServer, email: string) {
  const visitor = newVisitor(server);
  await askForCode(visitor, email);
  return { visitor, code: await latestCode(server.port, email, SUBJECTS.signIn) };
}

/** Asks for another address, as its owner does. */
export const askToMove = async (visitor: Visitor, email: string) =>
  visitor.submit(await visitor.form('/settings/email'), [['email', email]]);

/** Types a code and a new password into the page that waits for them. */
export const reset = async (visitor: Visitor, code: string, password: string = ANOTHER) =>
  visitor.submit(await visitor.form('/reset-password'), [
    ['code', code],
    ['password', password],
  ]);

/** Types a code into the page that waits for the new address. */
export const verifyMove = async (visitor: Visitor, code: string) =>
  visitor.submit(await visitor.form('/settings/email/verify'), [['code', code]]);

export const resetCode = (server: TestServer, email: string) =>
  latestCode(server.port, email, SUBJECTS.reset);
export const moveCode = (server: TestServer, email: string) =>
  latestCode(server.port, email, SUBJECTS.move);

/** A reset under way: the visitor who asked, and the code that was mailed. */
export async function midReset(server: TestServer, email: string) {
  const visitor = newVisitor(server);
  await askForReset(visitor, email);
  return { visitor, code: await resetCode(server, email) };
}

/** A change of address under way: the visitor who asked, the new address, and the code that was mailed to it. */
export async function midMove(server: TestServer, owner: Visitor, email = newEmail('moved')) {
  await askToMove(owner, email);
  return { email, code: await moveCode(server, email) };
}

/** Types what the change of password asks for; everybody else is signed out unless told otherwise. */
export const changePassword = async (
  visitor: Visitor,
  current: string,
  password: string,
  others = 'on',
) =>
  visitor.submit(await visitor.form('/settings/password'), [
    ['current', current],
    ['password', password],
    ['others', others],
  ]);

/** As if the owner had last proven who they are so many minutes ago. */
export const ageProofs = (server: TestServer, email: string, minutes = 11) =>
  change(
    server,
    'update sessions set proven_at = ? where user_id = (select id from users where email = ?)',
    Date.now() - minutes * 60_000,
    email,
  );
