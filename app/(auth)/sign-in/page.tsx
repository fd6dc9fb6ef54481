import { redirect } from 'next/navigation';
import { safeNext } from '#lib/request/next-path';
import { getViewer } from '#lib/session/get-viewer';
import { Pass } from '#ui/pass';
import { SignInForm } from './form';

type Props = {
  searchParams: Promise<{ next?: string | string[]; ended?: string; 'signed-out'?: string }>;
};

const ENDED = 'Your session has ended. Sign in again to go on where you were.';
const SIGNED_OUT = 'You are signed out.';

export default async function SignInPage({ searchParams }: Props) {
  const { next, ended, 'signed-out': signedOut } = await searchParams;
  const path = safeNext(next);
  if (await getViewer()) redirect(path);
  const signUp =
    next === undefined ? '/sign-up' : `/sign-up?${new URLSearchParams({ next: path })}`;
  return (
    <Pass
      next={path}
      aside={
        <>
          <span className="roomy">New here?</span> <a href={signUp}>Create an account</a>
        </>
      }
    >
      <SignInForm next={path} notice={ended ? ENDED : signedOut ? SIGNED_OUT : null} />
    </Pass>
  );
}
