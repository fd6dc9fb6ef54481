import type { TestServer } from '#e2e/support/server';
import { rows } from './rows.ts';
import type { Visitor } from './visitor.ts';

/** Makes a note and answers its id. */
export async function writeNote(
  visitor: Visitor,
  title = 'Plans',
  text = 'First line',
): Promise<string> {
  const answer = await visitor.submit(await visitor.form('/notes/new'), [
    ['title', title],
    ['text', text],
  ]);
  const id = String(answer.headers.location).match(/^\/notes\/([0-9a-f-]{36})\?/)?.[1];
  if (!id) throw new Error(`No note: ${answer.status} ${answer.headers.location}`);
  return id;
}

/** Shares a note as its owner's page does. */
export const shareNote = async (owner: Visitor, id: string, email: string, role = 'viewer') =>
  owner.submit(await shareForm(owner, id), [
    ['email', email],
    ['role', role],
  ]);

/** The last form of the page: the rows of the list have theirs before it. */
export async function shareForm(owner: Visitor, id: string) {
  const path = `/notes/${id}/sharing`;
  const { text } = await owner.go(path);
  const count = text.match(/\$ACTION/g) ? text.split('<form').length - 2 : 0;
  return owner.form(path, count - 1);
}

/** The forms of the row that a list of people has for an address, by what their button says. */
export const GRANTS =
  'select subject, relation, address, offered_at from grants where object = ? order by address';

/** The relations to a note, by address. */
export const relationsOf = (server: TestServer, id: string) =>
  Object.fromEntries(rows(server, GRANTS, id).map((row) => [row['address'], row['relation']]));
