import 'server-only';
import { operation } from '#lib/api/operation';
import { AccountAnswer } from '#lib/api/schema';

export const accountOperations = {
  readAccount: operation('account:read', {
    method: 'GET',
    path: '/me',
    summary: 'Who the caller is',
    status: 200,
    answer: AccountAnswer,
    run: async ({ user }) => ({ ok: true, value: user }),
  }),
};
