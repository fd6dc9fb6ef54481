import 'server-only';
import { forgetOwned } from '#lib/authorization/grants';
import type { ThingResource } from '#lib/resource';
import { sharesGivenBy, sharesReceivedBy, thingsOf } from '#lib/things/export';

type User = { id: string; email: string };

/** The writes that delete the things of each kind that a person owns, with every share of them. */
export const forgetThings = (resources: readonly ThingResource[], { id }: User) =>
  resources.map((of) => forgetOwned(of.kind, of.table, id));

/** What the download has of them: a list for each kind, and the shares of all kinds. */
export const listThingsOf = (resources: readonly ThingResource[], user: User) => ({
  ...Object.fromEntries(resources.map((of) => [of.plural, thingsOf(of, user)])),
  sharesGiven: oneByOne(resources.map((of) => sharesGivenBy(of, user))),
  sharesReceived: oneByOne(resources.map((of) => sharesReceivedBy(of, user))),
});

async function* oneByOne(lists: AsyncIterable<object>[]) {
  for (const list of lists) yield* list;
}
