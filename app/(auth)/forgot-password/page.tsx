import { notFound } from 'next/navigation';
import { beginAgain } from '#forms/code-flow';
import { offers } from '#lib/accounts/ways/offered';
import { safeNext } from '#lib/request/next-path';
import { say, textsOf } from '#texts/say';
import { AuthCard } from '#ui/auth-card';
import { ForgotPasswordForm } from './form';

type Asked = Partial<Record<'next' | 'again', string | string[]>>;
type Props = { searchParams: Promise<Asked> };

export default async function ForgotPasswordPage({ searchParams }: Props) {
  if (!offers('password')) notFound();
  const { next, again } = await searchParams;
  const { before, ...begun } = await beginAgain('reset', again);
  return (
    <AuthCard aside={<a href="/sign-in">{say('frame.signIn')}</a>}>
      <ForgotPasswordForm
        text={textsOf('forgotPasswordForm')}
        next={safeNext(next ?? begun.next)}
        before={before}
      />
    </AuthCard>
  );
}
