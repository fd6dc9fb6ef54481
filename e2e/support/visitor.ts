import { type Answer, asCall, asForm, formsOf, type PageForm, type Sent, send } from './http.ts';
import { latestCode } from './mailbox.ts';
import type { Field } from './multipart.ts';
import type { TestServer } from './server.ts';
import { newEmail, newNetwork, PASSWORD } from './test.ts';

export type Visitor = ReturnType<typeof newVisitor>;

type As = 'form' | 'call';

const MADE_FOR = 'made_for';
const markOf = ({ hidden }: PageForm) =>
  hidden.filter(([name]) => name === MADE_FOR).map(([, value]) => value);

/**
 * Somebody with a browser's manners and no browser: keeps cookies, says where from, fills in forms.
 * Comes from a network of its own unless told otherwise; `see` is shown every answer.
 */
export function newVisitor(
  server: TestServer,
  network = newNetwork(),
  see: (answer: Answer, path: string) => void = () => undefined,
) {
  const cookies = new Map<string, string>();
  /** By which the forms of the pages that were seen say for whom they are made. */
  const marks: string[] = [];

  /** What the browser sends of its cookies. */
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

  async function go(path: string, { headers = {}, ...sent }: Sent = {}): Promise<Answer> {
    const answer = await send(server, path, {
      ...sent,
      headers: {
        'X-Forwarded-For': network,
        ...(cookies.size > 0 ? { Cookie: cookie() } : {}),
        ...(sent.method === 'POST' ? { Origin: server.url } : {}),
        ...headers,
      },
    });
    for (const line of answer.setCookies) keep(line);
    marks.push(...formsOf(path, answer.text).flatMap(markOf));
    see(answer, path);
    return answer;
  }

  function keep(line: string) {
    const [, name = '', value = ''] = line.match(/^([^=]+)=([^;]*)/) ?? [];
    if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }

  const post = (path: string, sent: Sent) => go(path, { ...sent, method: 'POST' });

  /** The n-th form with an action of a page. */
  async function form(path: string, index = 0): Promise<PageForm> {
    const { text, status } = await go(path);
    const found = formsOf(path.split('?')[0] ?? path, text).filter(({ hidden }) =>
      hidden.some(([name]) => name.startsWith('$ACTION')),
    )[index];
    if (!found) throw new Error(`No such form on ${path} (${status})`);
    return found;
  }

  /** The mark of a form made for the signed-in person; empty when nobody is. */
  async function mark(): Promise<string> {
    const { text } = await go('/confirm');
    return formsOf('/confirm', text).flatMap(markOf)[0] ?? '';
  }

  /** Sends a plain form, as the button for a download does. */
  async function download(path = '/settings/data/export', fields: Record<string, string> = {}) {
    const body = new URLSearchParams({ ...fields, [MADE_FOR]: await mark() }).toString();
    return post(path, { body, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
  }

  /**
   * A form of somebody else's page as an attacker writes it: made for themselves. So what is judged is what they
   * may do. That such a form alone does nothing is shown in app/senders.test.
   */
  async function own(form: PageForm): Promise<PageForm> {
    const [made] = markOf(form);
    if (made === undefined || marks.includes(made)) return form;
    const mine = marks.at(-1) ?? (await mark());
    const hidden = form.hidden.map(([name, value]): [string, string] => [
      name,
      name === MADE_FOR ? mine || value : value,
    ]);
    return { ...form, hidden };
  }

  const submit = async (form: PageForm, fields: Field[], as: As = 'form', headers = {}) => {
    const filled = await own(form);
    const sent = as === 'form' ? asForm(filled, fields) : asCall(filled, fields);
    return post(filled.path, { body: sent.body, headers: { ...sent.headers, ...headers } });
  };

  async function signIn(email: string, password: string = PASSWORD, more: Field[] = []) {
    return submit(await form('/sign-in'), [['email', email], ['password', password], ...more]);
  }

  async function askForAccount(email: string, password: string = PASSWORD, name = 'Ada') {
    return submit(await form('/sign-up'), [
      ['name', name],
      ['email', email],
      ['password', password],
    ]);
  }

  async function verify(code: string) {
    return submit(await form('/sign-up/verify'), [['code', code]]);
  }

  /** Creates an account, code and all; answers its address. The visitor is signed in afterwards. */
  async function signUp({ email = newEmail(), password = PASSWORD, name = 'Ada' } = {}) {
    await askForAccount(email, password, name);
    const { status, text } = await verify(await latestCode(server.port, email));
    if (status !== 303) throw new Error(`The sign-up of ${email} failed: ${status} ${text}`);
    return email;
  }

  const signOut = () => post('/sign-out', { body: '' });

  return {
    network,
    cookies,
    cookie,
    go,
    post,
    form,
    mark,
    own,
    download,
    submit,
    signIn,
    askForAccount,
    verify,
    signUp,
    signOut,
  };
}
