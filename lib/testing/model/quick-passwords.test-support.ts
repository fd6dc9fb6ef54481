import { hashSecret } from '#lib/crypto/tokens';

const hashPassword = async (password: string) => `quick ${hashSecret(password)}`;

/**
 * In the place of lib/accounts/passwords, and of lib/accounts/choose-password, where thousands of histories are run: what a hash
 * costs, and which password is weak, is another test's business.
 */
export const quickPasswords = {
  hashPassword,
  passwordMatches: async (_: string, stored: string | null | undefined, typed: string) =>
    stored === (await hashPassword(typed)),
  isOutdated: () => false,
  checkChosenPassword: async () => ({ sentence: 'Long enough.' }),
};
