import 'server-only';
import { tooMany } from '#lib/api/caller';
import { DONE, doneIf, NOT_ALLOWED, type Outcome, operation } from '#lib/api/operation';
import { pageQuery } from '#lib/api/page';
import { findAddress, listPeople } from '#lib/api/people';
import { refusal } from '#lib/api/problem';
import { OfferBody, PeopleAnswer, RoleChangeBody, ShareBody } from '#lib/api/schema';
import { toCursor } from '#lib/pages';
import { sayThing } from '#lib/permissions/called';
import { noteOf, noteResource } from '#lib/product/notes/resource';
import { acceptOffer, declineOffer } from '#lib/sharing/answer-offer';
import { changeShareRole } from '#lib/sharing/change-role';
import { offerThing, withdrawOffer } from '#lib/sharing/offer';
import { removeShare } from '#lib/sharing/remove-share';
import { type ShareFailure, shareThing } from '#lib/sharing/share';
import { say } from '#texts/say';

export const accessOperations = {
  listAccess: operation('note:read', {
    method: 'GET',
    path: '/notes/{note}/access',
    summary: 'Who has access to a note, and how they got it, the owner first, a page at a time',
    query: pageQuery('people'),
    status: 200,
    answer: PeopleAnswer,
    problems: ['invalid_fields'],
    run: async (viewer, { params: { note = '' }, query }) => {
      const page = await listPeople(viewer, note, query);
      if (!page) return NOT_ALLOWED;
      return { ok: true, value: { ...page, next: page.next && toCursor('people', page.next) } };
    },
  }),

  shareNote: operation('note:share', {
    method: 'POST',
    path: '/notes/{note}/access',
    summary: 'Gives whoever has this mailbox a role in a note, and tells the mailbox',
    description: 'An address that is in the list already gets the other role.',
    body: ShareBody,
    example: { address: 'bob@example.com', role: 'viewer' },
    status: 204,
    problems: ['too_many_people'],
    run: async (viewer, { params: { note = '' }, body: { address, role } }) => {
      const outcome = await shareThing(viewer, noteOf(note), { email: address, role });
      return outcome.ok ? DONE : notShared(outcome);
    },
  }),

  changeRole: operation('note:share', {
    method: 'PATCH',
    path: '/notes/{note}/access/{person}',
    summary: 'Gives somebody in the list another role',
    body: RoleChangeBody,
    example: { role: 'editor' },
    status: 204,
    run: async (viewer, { params: { note = '', person = '' }, body: { role } }) => {
      const email = (await findAddress(viewer, note, person)) ?? '';
      return listed(await changeShareRole(viewer, noteOf(note), { email, role }));
    },
  }),

  removeShare: operation('note:share', {
    method: 'DELETE',
    path: '/notes/{note}/access/{person}',
    summary: 'Takes a note away from somebody in its list, from their next request on',
    status: 204,
    run: async (viewer, { params: { note = '', person = '' } }) => {
      const email = (await findAddress(viewer, note, person)) ?? '';
      return listed(await removeShare(viewer, noteOf(note), email));
    },
  }),

  offerNote: operation('note:offer', {
    method: 'PUT',
    path: '/notes/{note}/offer',
    summary: 'Offers the caller’s note to somebody in its list; an offer to another ends',
    body: OfferBody,
    example: { address: 'bob@example.com' },
    status: 204,
    run: async (viewer, { params: { note = '' }, body: { address } }) =>
      listed(await offerThing(viewer, noteOf(note), address)),
  }),

  withdrawOffer: operation('note:offer', {
    method: 'DELETE',
    path: '/notes/{note}/offer',
    summary: 'Takes the offer of a note back',
    status: 204,
    problems: ['nothing_offered'],
    run: async (viewer, { params: { note = '' } }) => {
      const outcome = await withdrawOffer(viewer, noteOf(note));
      if (outcome.ok) return DONE;
      return outcome.reason === 'not_offered' ? refusal('nothing_offered') : NOT_ALLOWED;
    },
  }),

  acceptOffer: operation('note:accept', {
    method: 'POST',
    path: '/notes/{note}/offer/accept',
    summary: 'Accepts a note that its owner offers to the caller, who owns it from then on',
    status: 204,
    problems: ['storage_full'],
    run: async (viewer, { params: { note = '' } }) => {
      const outcome = await acceptOffer(viewer, noteOf(note));
      if (!outcome.ok && outcome.reason === 'storage_full') return refusal('storage_full');
      return doneIf(outcome.ok);
    },
  }),

  declineOffer: operation('note:accept', {
    method: 'POST',
    path: '/notes/{note}/offer/decline',
    summary: 'Declines it: everything stays as it is',
    status: 204,
    run: async (viewer, { params: { note = '' } }) =>
      doneIf(await declineOffer(viewer, noteOf(note))),
  }),
};

function notShared(failure: { reason: ShareFailure; retryAfter?: number }): Outcome<null> {
  if (failure.reason === 'too_many_attempts') return tooMany(failure);
  if (failure.reason === 'not_allowed') return NOT_ALLOWED;
  if (failure.reason === 'too_many_people') return refusal('too_many_people');
  const detail = say('shareRefusals.ownAddress', { thing: sayThing(noteResource.kind) });
  return refusal('invalid_fields', { errors: [{ field: 'address', detail }] });
}

/** An unknown person or a forbidden note: 404 for both. */
const listed = (
  outcome: { ok: true } | { ok: false; reason: 'not_listed' | 'not_allowed' },
): Outcome<null> => {
  if (outcome.ok) return DONE;
  return outcome.reason === 'not_listed' ? refusal('not_found') : NOT_ALLOWED;
};
