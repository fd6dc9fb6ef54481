import 'server-only';
import { operation } from '#lib/api/operation';
import { Account } from '#lib/api/schema';

export const readAccount = operation('account:read', {
  method: 'GET',
  path: '/me',
  summary: 'Who the caller is',
  status: 200,
  answer: Account,
  run: async ({ user }) => ({ ok: true, value: user }),
});
