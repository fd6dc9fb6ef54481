import { redirect } from 'next/navigation';
import { beginAgain } from '#forms/code-flow';
import { asksForPassword, offers } from '#lib/accounts/ways/offered';
import { env } from '#lib/env';
import { safeNext } from '#lib/request/next-path';
import { withNext } from '#lib/request/way-back';
import { getViewer } from '#lib/session/viewer';
import { say, textsOf } from '#texts/say';
import { AuthCard } from '#ui/auth-card';
import { ProviderButtons } from '#ui/provider-buttons';
import { SignUpForm } from './form';

type Asked = Partial<Record<'next' | 'again' | 'by', string | string[]>>;
type Props = { searchParams: Promise<Asked> };

export default async function SignUpPage({ searchParams }: Props) {
  const { next, again, by } = await searchParams;
  const { before, ...begun } = await beginAgain('sign-up', again);
  const path = safeNext(next ?? begun.next);
  if (await getViewer()) redirect(path);
  const asksPassword = asksForPassword(by);
  const mayChoose = asksForPassword('password') && !asksForPassword('passkey');
  const without = offers('passkey') ? say('signUp.byPasskey') : say('signUp.byCode');
  const signIn = next === undefined ? '/sign-in' : withNext('/sign-in', path);
  return (
    <AuthCard
      next={path}
      aside={
        <>
          <span className="roomy">{say('signUp.haveAccount')}</span>{' '}
          <a href={signIn}>{say('frame.signIn')}</a>
        </>
      }
    >
      <SignUpForm
        text={textsOf('signUpForm')}
        next={path}
        leastLength={env().PASSWORD_MIN_LENGTH}
        without={asksPassword ? null : without}
        before={before}
      />
      <ProviderButtons next={path} />
      {mayChoose && (
        <a href={withNext('/sign-up', path, asksPassword ? { by: 'passkey' } : {})}>
          {say(asksPassword ? 'signUp.withPasskey' : 'signUp.withPassword')}
        </a>
      )}
    </AuthCard>
  );
}
