import { siteName } from '#lib/product/brand';
import { getViewer } from '#lib/session/viewer';
import { say } from '#texts/say';
import { SignOutButton } from '#ui/account-shell';
import { AuthCard } from '#ui/auth-card';
import { Heading } from '#ui/title';

const PROMISES = ['here', 'reach', 'ended'] as const;

/** Open to everybody. */
export default async function HomePage() {
  const viewer = await getViewer();
  return (
    <div className="gate">
      <AuthCard aside={viewer ? <SignOutButton /> : <a href="/sign-in">{say('frame.signIn')}</a>}>
        <Heading>{say('home.title')}</Heading>
        <p>{say('home.intro', { site: siteName() })}</p>
        <ul className="rows dense">
          {PROMISES.map((name) => (
            <li key={name}>
              <div>
                <h2>{say(`home.${name}`)}</h2>
                <p className="hint">{say(`homeHints.${name}`)}</p>
              </div>
            </li>
          ))}
        </ul>
        {viewer ? (
          <a className="btn btn-primary" href="/dashboard">
            {say('home.dashboard')}
          </a>
        ) : (
          <div className="stack-s">
            <a className="btn btn-primary" href="/sign-in">
              {say('frame.signIn')}
            </a>
            <a className="btn btn-quiet" href="/sign-up">
              {say('home.createAccount')}
            </a>
          </div>
        )}
      </AuthCard>
    </div>
  );
}
