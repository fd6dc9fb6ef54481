import { say } from '#texts/say';
import { frameText } from '#ui/auth-card';
import { NotFoundCard } from '#ui/not-found-card';

/** In the words of the plain page that the front door sends (lib/server/http/error-page). */
export default function NotFoundPage() {
  return (
    <NotFoundCard
      heading={say('http.title404')}
      says={say('http.says404')}
      home={say('http.home')}
      {...frameText()}
    />
  );
}
