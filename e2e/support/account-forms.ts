import { ANOTHER, askForReset, midMove, midReset, midSignIn, newOwner } from './account-acts.ts';
import type { PageForm } from './http.ts';
import type { Field } from './multipart.ts';
import type { TestServer } from './server.ts';
import { newEmail, PASSWORD } from './test.ts';
import { newVisitor, type Visitor } from './visitor.ts';

export type Act = {
  name: string;
  /** The visitor who holds the cookies for it. */
  by: Visitor;
  form: PageForm;
  /** Filled in so that it would work. */
  fields: Field[];
  /** Whether its action takes the state of a form, as React sends it. */
  hasState: boolean;
};

/** Every form of the account, filled in right and not yet sent; all of one owner, who has two sessions. */
export async function everyAccountForm(server: TestServer) {
  const { visitor: ada, email } = await newOwner(server);
  await newVisitor(server).signIn(email);
  const forgetful = newVisitor(server);
  const reset = await midReset(server, email);
  const codes = await midSignIn(server, email);
  const move = await midMove(server, ada);
  await askForReset(forgetful, newEmail());
  const act = async (
    name: string,
    by: Visitor,
    path: string,
    fields: Field[],
    { index = 0, hasState = true } = {},
  ): Promise<Act> => ({ name, by, form: await by.form(path, index), fields, hasState });
  const typed: Field[] = [
    ['code', reset.code],
    ['password', ANOTHER],
  ];
  const profile: Field[] = [
    ['name', 'Changed'],
    ['timeZone', 'Europe/Berlin'],
    ['theme', 'dark'],
  ];
  const passwords: Field[] = [
    ['current', PASSWORD],
    ['password', ANOTHER],
    ['others', 'on'],
  ];
  const plain = { hasState: false };
  const acts = [
    await act('forgot', forgetful, '/forgot-password', [['email', email]]),
    await act('reset', reset.visitor, '/reset-password', typed),
    await act('code to sign in', forgetful, '/sign-in/code', [['email', email]]),
    await act('sign-in by a code', codes.visitor, '/sign-in/code/verify', [['code', codes.code]]),
    await act('another code to sign in', codes.visitor, '/sign-in/code/verify', [], { index: 1 }),
    await act('another reset code', reset.visitor, '/reset-password', [], { index: 1 }),
    await act('change of password', ada, '/settings/password', passwords),
    await act('change of address', ada, '/settings/email', [['email', newEmail()]]),
    await act('new address', ada, '/settings/email/verify', [['code', move.code]]),
    await act('another address code', ada, '/settings/email/verify', [], { index: 1 }),
    await act('profile', ada, '/settings/profile', profile),
    await act('proof', ada, '/confirm', [['password', PASSWORD]]),
    await act('end of a session', ada, '/settings/sessions', [], { index: 1, ...plain }),
    await act('end of the others', ada, '/settings/sessions', [], plain),
    await act('a stranger', ada, '/settings/activity', [], plain),
    await act('deletion', ada, '/settings/data', [['email', email]]),
  ];
  return { ada, email, acts, forgetful, resetting: reset.visitor };
}
