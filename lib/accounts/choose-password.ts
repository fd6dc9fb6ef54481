import 'server-only';
import { judgeAside } from '#lib/accounts/judge-aside';
import { NewPassword } from '#lib/accounts/rules';
import type { Strength } from '#lib/accounts/weakness';

/**
 * Judges a password that somebody chooses for an account. Every door where one is chosen asks here, so that
 * all of them have the same rules: its length, the leaked lists, what it is made of, how soon it is guessed.
 * Judge once more with the name when only the address is known at first.
 */
export async function judgeChoice(
  password: string,
  { name, email }: { name?: string; email: string },
): Promise<Strength> {
  const read = NewPassword.safeParse(password);
  if (!read.success) return { refusal: String(read.error.issues[0]?.message) };
  return judgeAside(password, name ? [name, email] : [email]);
}
