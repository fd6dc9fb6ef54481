import { textsOf } from '#texts/say';
import { frameText } from '#ui/auth-card';
import { NotFoundCard } from '#ui/not-found-card';

export default function NotFoundPage() {
  return <NotFoundCard text={textsOf('noSuchPage')} {...frameText()} />;
}
