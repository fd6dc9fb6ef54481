import 'server-only';
import { NewPassword } from '#lib/accounts/fields';
import { checkStrength, type ToldStrength } from '#lib/accounts/strength-worker';
import { sayFieldError } from '#lib/coded';

/**
 * Judges a password that somebody chooses for an account. Every door where one is chosen asks here, so that
 * all of them have the same rules: its length, the leaked lists, what it is made of, how soon it is guessed.
 * Judge once more with the name when only the address is known at first.
 */
export async function checkChosenPassword(
  password: string,
  { name, email }: { name?: string; email: string },
): Promise<ToldStrength> {
  const read = NewPassword.safeParse(password);
  if (!read.success) return { refusal: sayFieldError(String(read.error.issues[0]?.message)) };
  return checkStrength(password, name ? [name, email] : [email]);
}
