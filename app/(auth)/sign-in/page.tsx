import { redirect } from 'next/navigation';
import type { AskedProof } from '#forms/problem';
import { takesPasskeys } from '#lib/accounts/passkeys/ask';
import { wayOf, waysOffered } from '#lib/accounts/ways/list';
import { offers } from '#lib/accounts/ways/offered';
import { formNumber } from '#lib/codes/code-request';
import { loginHintAt } from '#lib/oauth/login-hint';
import { safeNext } from '#lib/request/next-path';
import { withNext } from '#lib/request/way-back';
import { readTicket } from '#lib/session/cookie';
import { getViewer } from '#lib/session/viewer';
import { say, textsOf } from '#texts/say';
import { AuthCard } from '#ui/auth-card';
import { ProviderButtons } from '#ui/provider-buttons';
import { SignInForm } from './form';

type Props = { searchParams: Promise<Record<'next' | 'by', string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { next, by } = await searchParams;
  const path = safeNext(next);
  if (await getViewer()) redirect(path);
  // The browser still has the key of a session, and there is no such session: only that shows that it ended.
  const hasEnded = (await readTicket()) !== null;
  const way = wayOf(by);
  const fields: AskedProof['fields'] = [...(way?.fields ?? [])];
  const others = waysOffered().filter((other) => other !== way);
  const notice = hasEnded ? say('signIn.ended') : null;
  const signUp = next === undefined ? '/sign-up' : withNext('/sign-up', path);
  return (
    <AuthCard
      next={path}
      aside={
        <>
          <span className="roomy">{say('signIn.newHere')}</span>{' '}
          <a href={signUp}>{say('signIn.createAccount')}</a>
        </>
      }
    >
      <SignInForm
        text={textsOf('signInForm')}
        codeText={way ? null : textsOf('signInCodeForm')}
        way={way ? { kind: way.kind, fields } : null}
        next={path}
        email={await loginHintAt(path)}
        forgot={offers('password') ? withNext('/forgot-password', path) : null}
        notice={notice}
        mailsCode={offers('code')}
        takesPasskey={takesPasskeys()}
        number={formNumber()}
      />
      <ProviderButtons next={path} remember={say('signInForm.remember')} />
      {others.map(({ kind, title }) => (
        <a key={kind} href={withNext('/sign-in', path, { by: kind })}>
          {title}
        </a>
      ))}
    </AuthCard>
  );
}
