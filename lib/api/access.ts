import 'server-only';
import { tooMany } from '#lib/api/caller';
import { DONE, doneIf, NOT_ALLOWED, type Outcome } from '#lib/api/operation';
import { pageQuery } from '#lib/api/page';
import { findAddress, listPeople } from '#lib/api/people';
import { refusal } from '#lib/api/problem';
import { OfferBody, PeopleAnswer } from '#lib/api/schema';
import { operationOn } from '#lib/api/thing-operation';
import type { schemasOf } from '#lib/api/thing-schema';
import { toCursor } from '#lib/pages';
import { sayThing } from '#lib/permissions/called';
import type { ThingResource } from '#lib/resource';
import { acceptOffer, declineOffer } from '#lib/sharing/answer-offer';
import { changeShareRole } from '#lib/sharing/change-role';
import { offerThing, withdrawOffer } from '#lib/sharing/offer';
import { removeShare } from '#lib/sharing/remove-share';
import { type ShareFailure, shareThing } from '#lib/sharing/share';
import { say } from '#texts/say';

/** What can be asked about who has access to the things of a kind; `one` is what one of it is called. */
export const accessOperationsOf = (of: ThingResource, told: Told) => ({
  ...onPeople(of, told),
  ...onOffers(of, told),
});

type Told = { one: string; schemas: Pick<ReturnType<typeof schemasOf>, 'shareBody' | 'roleBody'> };

function onPeople(of: ThingResource, { one, schemas: { shareBody, roleBody } }: Told) {
  const { kind } = of;
  const on = operationOn(of);
  const [least = ''] = of.gives;
  const most = of.gives.at(-1) ?? '';
  return {
    listAccess: on('read', {
      method: 'GET',
      path: '/{}/access',
      summary: `Who has access to ${one}, and how they got it, the owner first, a page at a time`,
      query: pageQuery('people'),
      status: 200,
      answer: PeopleAnswer,
      problems: ['invalid_fields'],
      run: async (viewer, { query }, thing) => {
        const page = await listPeople(viewer, thing, query);
        if (!page) return NOT_ALLOWED;
        return { ok: true, value: { ...page, next: page.next && toCursor('people', page.next) } };
      },
    }),

    share: on('share', {
      method: 'POST',
      path: '/{}/access',
      summary: `Gives whoever has this mailbox a role in ${one}, and tells the mailbox`,
      description: 'An address that is in the list already gets the other role.',
      body: shareBody,
      example: { address: 'bob@example.com', role: least },
      status: 204,
      problems: ['too_many_people'],
      run: async (viewer, { body: { address, role } }, thing) => {
        const outcome = await shareThing(viewer, thing, { email: address, role });
        return outcome.ok ? DONE : notShared(kind, outcome);
      },
    }),

    changeRole: on('share', {
      method: 'PATCH',
      path: '/{}/access/{person}',
      summary: 'Gives somebody in the list another role',
      body: roleBody,
      example: { role: most },
      status: 204,
      run: async (viewer, { params: { person = '' }, body: { role } }, thing) => {
        const email = (await findAddress(viewer, thing, person)) ?? '';
        return listed(await changeShareRole(viewer, thing, { email, role }));
      },
    }),

    removeShare: on('share', {
      method: 'DELETE',
      path: '/{}/access/{person}',
      summary: `Takes ${one} away from somebody in its list, from their next request on`,
      status: 204,
      run: async (viewer, { params: { person = '' } }, thing) => {
        const email = (await findAddress(viewer, thing, person)) ?? '';
        return listed(await removeShare(viewer, thing, email));
      },
    }),
  };
}

function onOffers(of: ThingResource, { one }: Told) {
  const on = operationOn(of);
  return {
    offer: on('offer', {
      method: 'PUT',
      path: '/{}/offer',
      summary: `Offers the caller’s ${of.kind} to somebody in its list; an offer to another ends`,
      body: OfferBody,
      example: { address: 'bob@example.com' },
      status: 204,
      run: async (viewer, { body: { address } }, thing) =>
        listed(await offerThing(viewer, thing, address)),
    }),

    withdrawOffer: on('offer', {
      method: 'DELETE',
      path: '/{}/offer',
      summary: `Takes the offer of ${one} back`,
      status: 204,
      problems: ['nothing_offered'],
      run: async (viewer, _, thing) => {
        const outcome = await withdrawOffer(viewer, thing);
        if (outcome.ok) return DONE;
        return outcome.reason === 'not_offered' ? refusal('nothing_offered') : NOT_ALLOWED;
      },
    }),

    acceptOffer: on('accept', {
      method: 'POST',
      path: '/{}/offer/accept',
      summary: `Accepts ${one} that its owner offers to the caller, who owns it from then on`,
      status: 204,
      problems: ['storage_full'],
      run: async (viewer, _, thing) => {
        const outcome = await acceptOffer(viewer, thing);
        if (!outcome.ok && outcome.reason === 'storage_full') return refusal('storage_full');
        return doneIf(outcome.ok);
      },
    }),

    declineOffer: on('accept', {
      method: 'POST',
      path: '/{}/offer/decline',
      summary: 'Declines it: everything stays as it is',
      status: 204,
      run: async (viewer, _, thing) => doneIf(await declineOffer(viewer, thing)),
    }),
  };
}

function notShared(
  kind: string,
  failure: { reason: ShareFailure; retryAfter?: number },
): Outcome<null> {
  if (failure.reason === 'too_many_attempts') return tooMany(failure);
  if (failure.reason === 'not_allowed') return NOT_ALLOWED;
  if (failure.reason === 'too_many_people') return refusal('too_many_people');
  const detail = say('shareRefusals.ownAddress', { thing: sayThing(kind) });
  return refusal('invalid_fields', { errors: [{ field: 'address', detail }] });
}

/** An unknown person or a forbidden thing: 404 for both. */
const listed = (
  outcome: { ok: true } | { ok: false; reason: 'not_listed' | 'not_allowed' },
): Outcome<null> => {
  if (outcome.ok) return DONE;
  return outcome.reason === 'not_listed' ? refusal('not_found') : NOT_ALLOWED;
};
