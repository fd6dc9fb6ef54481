import 'server-only';
import { decrypt, encrypt } from '#lib/crypto/cipher';

/** The field by which a form says for which account it was made. */
const MADE_FOR = 'made_for';

/**
 * For which account a form is made. It gives no right: its sender has to be signed in as that account
 * anyway. It names nobody in clear, and stays good when its person signs in again.
 */
export const formMark = (userId: string): string => encrypt('form', userId);

/** The id of the account in a mark of ours; null for anything else. */
export const openFormMark = (mark: string): string | null => decrypt('form', mark);

/** The id of the account that a form was made for; null when it does not say so in our own hand, once. */
export function readFormMark(formData: unknown): string | null {
  const marks = formData instanceof FormData ? formData.getAll(MADE_FOR) : [];
  const [mark] = marks;
  return marks.length === 1 && typeof mark === 'string' ? openFormMark(mark) : null;
}
