import 'server-only';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { type Admin, actorOf, permitted } from '#lib/admin/actor';
import { disableClient, enableClient } from '#lib/oauth/change-client';
import { findClient, listClients } from '#lib/oauth/clients';
import { countPeople, peopleOfClient } from '#lib/oauth/people';
import { PER_PAGE } from '#lib/pages';

const may = (by: Admin, act: 'client:list' | 'client:disable') =>
  permitted(by, act, oauthClients.id);

/** The registered programs, also those that are disabled, a page at a time; `search` is a part of the id or the name. */
export const listPrograms = (by: Admin, asked: { search?: string; limit: number; after: string }) =>
  listClients({ ...asked, when: may(by, 'client:list') });

/** What those who administer may know of a program, and a page of the people by whom it is let in; null: there is none. */
export async function findProgram(by: Admin, id: string, after: string) {
  const client = await findClient(id, may(by, 'client:list'));
  if (!client) return null;
  const [count, page] = await Promise.all([
    countPeople(id),
    peopleOfClient(id, { limit: PER_PAGE, after }),
  ]);
  return { client, count, ...page };
}

/** Shuts a program out, as the operator does: see `disableClient`. False when it is shut out already, or not there. */
export const disableProgram = (by: Admin, id: string): Promise<boolean> =>
  disableClient(id, { by: actorOf(by), when: may(by, 'client:disable') });

/** Lets it ask again. False when it was not shut out. */
export const enableProgram = (by: Admin, id: string): Promise<boolean> =>
  enableClient(id, { by: actorOf(by), when: may(by, 'client:disable') });
