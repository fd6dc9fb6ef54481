import 'server-only';
import { z } from 'zod';
import type { Write } from '#lib/db/transaction';

/**
 * What your product keeps of a person besides, by the names that it has in a record: see docs/moving/README.md. Where it is
 * not so the person does not come; a field that is missing in some records is optional, or has a default.
 */
export const OwnFields = z.object({});
export type OwnFields = z.infer<typeof OwnFields>;

/**
 * Puts it where it belongs: into columns of the account, or rows of your own tables. It belongs to the transaction that
 * makes the account, and 199 others: if it fails, none of them is made and the import ends.
 */
export const writeOwn = (_userId: string, _own: OwnFields): Write => null;

/** The same of these people, by their ids, for an export. */
export const readOwn = async (_userIds: string[]): Promise<Map<string, OwnFields>> => new Map();
