import 'server-only';
import { PROFILE_FIELDS, users } from '#drizzle/schema/users';

export type Profile = Pick<typeof users.$inferSelect, (typeof PROFILE_FIELDS)[number]>;

/** Of anything that has a profile, the profile alone: of a row, of a viewer, or of the columns to be read. */
const only = <Source extends object>(source: Source) =>
  Object.fromEntries(PROFILE_FIELDS.map((field) => [field, source[field as keyof Source]])) as Pick<
    Source,
    keyof Profile & keyof Source
  >;

export const profileColumns = only(users);

export const profileOf = (one: Profile): Profile => only(one);
