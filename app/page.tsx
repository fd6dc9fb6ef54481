import { getViewer } from '#lib/session/viewer';
import { SignOutButton } from '#ui/account-shell';
import { Pass } from '#ui/pass';

/** Open to everybody. */
type Props = { searchParams: Promise<{ account?: string | string[] }> };

export default async function HomePage({ searchParams }: Props) {
  const isDeleted = (await searchParams).account === 'deleted';
  const viewer = await getViewer();
  return (
    <div className="gate">
      <title>Gatehouse: sign-in that your application owns</title>
      <Pass aside={viewer ? <SignOutButton /> : <a href="/sign-in">Sign in</a>}>
        {isDeleted && !viewer && (
          <p className="notice" role="status">
            Your account is deleted.
          </p>
        )}
        <h1>Sign-in that your application owns</h1>
        <p>
          This site runs Gatehouse: accounts, sessions and a gate in front of every private page, on
          this server and in its own database. Your password is checked here and nowhere else, and
          nothing that could open your account is ever given to a script in your browser.
        </p>
        {viewer ? (
          <a className="btn btn-primary" href="/dashboard">
            Go to your dashboard
          </a>
        ) : (
          <div className="stack-s">
            <a className="btn btn-primary" href="/sign-in">
              Sign in
            </a>
            <a className="btn btn-quiet" href="/sign-up">
              Create account
            </a>
          </div>
        )}
      </Pass>
    </div>
  );
}
