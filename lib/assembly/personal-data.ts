import 'server-only';
import { forgetSubject, mailboxSubject, userSubject } from '#lib/authorization/grants';
import type { Write } from '#lib/db/transaction';
import { ALL_THINGS } from '#lib/product/resources';
import { forgetThings, listThingsOf } from '#lib/things/personal-data';

type User = { id: string; email: string };

/** What a feature holds of a person. */
type PersonalData = {
  /** The writes that leave nothing of it when the account is deleted. */
  forget: (user: User) => Write;
  /** What the download has of it: lists, each under its name. */
  lists: (user: User) => Record<string, AsyncIterable<object>>;
};

/** The things of the product: every resource that it declares. */
const thingData: PersonalData = {
  forget: (user) => forgetThings(ALL_THINGS, user),
  lists: (user) => listThingsOf(ALL_THINGS, user),
};

/** Every feature that holds something of a person. What is no declared resource is one more line here. */
const FEATURES: PersonalData[] = [thingData];

/**
 * The writes that leave nothing of a person in any feature. Every grant of theirs, and what waits for their address,
 * goes last: by their grants a feature finds what they own.
 */
export const forgetPersonalData = (user: User): Write => [
  FEATURES.map(({ forget }) => forget(user)),
  forgetSubject(userSubject(user.id)),
  forgetSubject(mailboxSubject(user.email)),
];

/** What every feature adds to the download. */
export const listPersonalData = (user: User): Record<string, AsyncIterable<object>> =>
  Object.assign({}, ...FEATURES.map(({ lists }) => lists(user)));
