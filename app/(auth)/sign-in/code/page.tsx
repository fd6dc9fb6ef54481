import { notFound, redirect } from 'next/navigation';
import { beginAgain } from '#forms/code-flow';
import { offers } from '#lib/accounts/ways/offered';
import { safeNext } from '#lib/request/next-path';
import { withNext } from '#lib/request/way-back';
import { getViewer } from '#lib/session/viewer';
import { say, textsOf } from '#texts/say';
import { AuthCard } from '#ui/auth-card';
import { CodeForm } from './form';

type Props = { searchParams: Promise<Partial<Record<'next' | 'again', string | string[]>>> };

export default async function SignInCodePage({ searchParams }: Props) {
  if (!offers('code')) notFound();
  const { next, again } = await searchParams;
  const begun = await beginAgain('sign-in', again);
  const path = safeNext(next ?? begun.next);
  if (await getViewer()) redirect(path);
  return (
    <AuthCard
      next={path}
      aside={<a href={withNext('/sign-in', path)}>{say('signIn.otherWays')}</a>}
    >
      <CodeForm text={textsOf('signInCodeForm')} next={path} before={begun.before} />
    </AuthCard>
  );
}
