import { safeNext } from '#lib/request/next-path';
import { Pass } from '#ui/pass';
import { ForgotPasswordForm } from './form';

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function ForgotPasswordPage({ searchParams }: Props) {
  const { next } = await searchParams;
  return (
    <Pass aside={<a href="/sign-in">Sign in</a>}>
      <ForgotPasswordForm next={safeNext(next)} />
    </Pass>
  );
}
