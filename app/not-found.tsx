import { say } from '#texts/say';
import { Pass } from '#ui/pass';
import { Heading } from '#ui/title';

export default function NotFoundPage() {
  return (
    <div className="gate">
      <Pass>
        <Heading>{say('noSuchPage.title')}</Heading>
        <p>{say('noSuchPage.text')}</p>
        <a className="btn btn-quiet" href="/">
          {say('noSuchPage.start')}
        </a>
      </Pass>
    </div>
  );
}
