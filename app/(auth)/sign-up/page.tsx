import { redirect } from 'next/navigation';
import { env } from '#lib/env';
import { safeNext } from '#lib/request/next-path';
import { getViewer } from '#lib/session/get-viewer';
import { Pass } from '#ui/pass';
import { SignUpForm } from './form';

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignUpPage({ searchParams }: Props) {
  const { next } = await searchParams;
  const path = safeNext(next);
  if (await getViewer()) redirect(path);
  const signIn =
    next === undefined ? '/sign-in' : `/sign-in?${new URLSearchParams({ next: path })}`;
  return (
    <Pass
      next={path}
      aside={
        <>
          <span className="roomy">Have an account?</span> <a href={signIn}>Sign in</a>
        </>
      }
    >
      <SignUpForm next={path} leastLength={env().PASSWORD_MIN_LENGTH} />
    </Pass>
  );
}
