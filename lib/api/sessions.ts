import 'server-only';
import { operation } from '#lib/api/operation';
import { refusal } from '#lib/api/problem';
import { Ended, Sessions } from '#lib/api/schema';
import { describeSession } from '#lib/request/browser';
import { listSessions as listOwn } from '#lib/session/list';
import { revokeOtherSessions, revokeSession } from '#lib/session/revoke';

export const listSessions = operation('session:list', {
  method: 'GET',
  path: '/sessions',
  summary: 'Where the caller is signed in, newest first',
  status: 200,
  answer: Sessions,
  run: async (viewer) => {
    const sessions = await listOwn(viewer);
    const named = sessions.map((row) => ({ ...row, client: describeSession(row) }));
    return { ok: true, value: { sessions: named } };
  },
});

export const endOtherSessions = operation('session:end', {
  method: 'DELETE',
  path: '/sessions',
  summary: 'Signs the caller out everywhere else',
  status: 200,
  answer: Ended,
  run: async (viewer) => ({ ok: true, value: { ended: await revokeOtherSessions(viewer) } }),
});

export const endSession = operation('session:end', {
  method: 'DELETE',
  path: '/sessions/{session}',
  summary: 'Ends one session of the caller',
  description: 'With it end its tokens. It may be the one that asks.',
  status: 204,
  run: async (viewer, { params: { session = '' } }) =>
    (await revokeSession(viewer, session)) ? { ok: true, value: null } : refusal('not_found'),
});
