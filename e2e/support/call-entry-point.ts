import { allEntryPoints, type EntryPoint } from '#lib/testing/entry-points.test-support';
import { actionOf, addressOf } from './entry-point-addresses.ts';
import { type Answer, asCall, asForm, type PageForm, send, sendRouted } from './http.ts';
import type { Field } from './multipart.ts';
import type { TestServer } from './server.ts';
import type { TestPerson } from './sign-up-as.ts';
import type { Visitor } from './visitor.ts';

/** Every door that asks who is calling; app/access.test.ts says why the others do not. Those of the API: api-roles. */
export const ENTRY_POINTS = allEntryPoints().filter(
  (door): door is EntryPoint & { act: string } => door.act !== null && door.kind !== 'api',
);

export type Outcome = 'let in' | 'sent to sign in' | 'no such thing' | 'no such method' | string;

/** What became of a request at a door. */
export function outcomeOf(answer: Answer): Outcome {
  const { status, text } = answer;
  if (leadsToSignIn(answer)) return 'sent to sign in';
  if (status === 404 || text.includes('NEXT_HTTP_ERROR_FALLBACK;404')) return 'no such thing';
  if (status === 405) return 'no such method';
  return status < 400 || [409, 410, 422].includes(status) ? 'let in' : `${status}`;
}

/** A person who typed something keeps it: that answer says where to sign in, and leaves the page in place. */
function leadsToSignIn({ status, headers, text }: Answer): boolean {
  const to = `${headers.location ?? ''} ${String(headers['x-action-redirect'] ?? '')}`;
  // The same words are in every page, for the script that watches the session.
  const isGivenBack = status === 409 && text.includes('You were signed out');
  return isGivenBack || /\/sign-in\b/.test(to) || /NEXT_REDIRECT;[^"]*\/sign-in/.test(text);
}

const madeFor = async (visitor: Visitor): Promise<Field> => ['made_for', await visitor.mark()];

/** The ways to send a request to a door, each with its answer. */
export function waysToCall(server: TestServer, door: EntryPoint, { visitor, mine }: TestPerson) {
  const { cookie } = visitor;
  const headers = () => ({ 'X-Forwarded-For': visitor.network, Cookie: cookie() });
  if (door.kind === 'actions') {
    const { id, page, hasState } = actionOf(door);
    const path = addressOf(page, mine);
    const fields: Field[] = [...Object.entries(mine), ['role', 'viewer']];
    const form: PageForm = {
      path,
      hidden: hasState
        ? [
            ['$ACTION_REF_1', ''],
            ['$ACTION_1:0', JSON.stringify({ id, bound: '$@1' })],
            ['$ACTION_1:1', '[{}]'],
            ['$ACTION_KEY', 'k'],
          ]
        : [[`$ACTION_ID_${id}`, '']],
    };
    return {
      form: async () => visitor.post(path, asForm(form, [...fields, await madeFor(visitor)])),
      call: async () =>
        visitor.post(path, asCall(form, [...fields, await madeFor(visitor)], { hasState })),
    };
  }
  const path = addressOf(door.path, mine);
  if (door.kind === 'route')
    return {
      [door.name]: () =>
        door.name === 'POST' ? visitor.download(path) : visitor.go(path, { method: door.name }),
    };
  return {
    page: () => visitor.go(path),
    router: () => sendRouted(server, path, { headers: { ...headers(), RSC: '1' } }),
    head: () => send(server, path, { method: 'HEAD', headers: headers() }),
  };
}
