import 'server-only';
import { DONE, operation } from '#lib/api/operation';
import { pageQuery } from '#lib/api/page';
import { refusal } from '#lib/api/problem';
import { EndedAnswer, SessionsAnswer } from '#lib/api/schema';
import { byAge, pageOfSessions } from '#lib/oauth/page-of-sessions';
import { toCursor } from '#lib/pages';
import { describeSession } from '#lib/request/browser';
import { listSessions } from '#lib/session/list';
import { revokeOtherSessions, revokeSession } from '#lib/session/sign-out';
import { isStillHere } from '#lib/session/still-here';

export const sessionOperations = {
  listSessions: operation('session:list', {
    method: 'GET',
    path: '/sessions',
    summary: 'Where the caller is signed in, newest first, a page at a time',
    query: pageQuery('sessions'),
    status: 200,
    answer: SessionsAnswer,
    problems: ['invalid_fields'],
    run: async (viewer, { query }) => {
      const all = await listSessions(viewer);
      const { sessions, next } = await pageOfSessions(all, query, byAge);
      const named = sessions.map((row) => ({ ...row, client: describeSession(row) }));
      const cursor = next && toCursor('sessions', next);
      return { ok: true, value: { sessions: named, total: all.length, next: cursor } };
    },
  }),

  endOtherSessions: operation('session:end', {
    method: 'DELETE',
    path: '/sessions',
    summary: 'Signs the caller out everywhere else',
    status: 200,
    answer: EndedAnswer,
    run: async (viewer) => {
      const ended = await revokeOtherSessions(viewer);
      return ended || (await isStillHere(viewer))
        ? { ok: true, value: { ended } }
        : refusal('invalid_token');
    },
  }),

  endSession: operation('session:end', {
    method: 'DELETE',
    path: '/sessions/{session}',
    summary: 'Ends one session of the caller',
    description: 'With it end its tokens. It may be the one that asks.',
    status: 204,
    run: async (viewer, { params: { session = '' } }) => {
      if (await revokeSession(viewer, session)) return DONE;
      return refusal((await isStillHere(viewer)) ? 'not_found' : 'invalid_token');
    },
  }),
};
