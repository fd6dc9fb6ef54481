import { say } from '#texts/say';
import { AuthCard } from '#ui/auth-card';
import { Heading } from '#ui/title';

export default function NotFoundPage() {
  return (
    <div className="gate">
      <AuthCard>
        <Heading>{say('noSuchPage.title')}</Heading>
        <p>{say('noSuchPage.text')}</p>
        <a className="btn btn-quiet" href="/">
          {say('noSuchPage.start')}
        </a>
      </AuthCard>
    </div>
  );
}
