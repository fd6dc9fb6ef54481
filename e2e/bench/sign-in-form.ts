import { agentFor, filled, readForm, sendForm } from '#e2e/bench/form';
import { PASSWORD } from '#e2e/bench/sample';

/** Sends the sign-in form; answers the session cookie. */
export type SignIn = (email: string) => Promise<string>;

/** Reads the sign-in page once and gives what sends its form, over so many kept-alive connections. */
export async function openSignInForm(url: string, connections: number): Promise<SignIn> {
  const hidden = await readForm(url, '/sign-in');
  const form = { url, path: '/sign-in', agent: agentFor(connections) };
  return async (email) => {
    const cookies = await sendForm(form, [...hidden, ...filled({ email, password: PASSWORD })]);
    const session = cookies.match(/(?:^|; )(session=[^;]+)/)?.[1];
    if (!session) throw new Error('A sign-in gave no session.');
    return session;
  };
}
