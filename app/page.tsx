import { getViewer } from '#lib/session/viewer';
import { SignOutButton } from '#ui/account-shell';
import { AuthCard } from '#ui/auth-card';
import { Heading } from '#ui/title';

const PROMISES = [
  ['On this server', 'Your password is checked here, in its own database, and nowhere else.'],
  ['Out of reach', 'Nothing that opens your account is ever given to a script in your browser.'],
  ['Ended means ended', 'Sign out one device or all of them, and they are out at once.'],
] as const;

/** Open to everybody. */
export default async function HomePage() {
  const viewer = await getViewer();
  return (
    <div className="gate">
      <AuthCard aside={viewer ? <SignOutButton /> : <a href="/sign-in">Sign in</a>}>
        <Heading>Sign-in that your application owns</Heading>
        <p>
          This site runs Gatehouse: accounts, sessions and a gate in front of every private page.
        </p>
        <ul className="rows dense">
          {PROMISES.map(([name, text]) => (
            <li key={name}>
              <div>
                <h2>{name}</h2>
                <p className="hint">{text}</p>
              </div>
            </li>
          ))}
        </ul>
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
      </AuthCard>
    </div>
  );
}
