import { say } from '#texts/say';
import { Arrival } from '#ui/arrival';
import { Heading } from '#ui/title';

/** The one place that shows a token, as the proof knows: it is given to no client component. */
export const MadeToken = ({ token }: { token: string }) => (
  <>
    <Arrival>
      <Heading part={say('apps.part')}>{say('apps.shown')}</Heading>
      <p>{say('apps.once')}</p>
    </Arrival>
    <section className="card stack form-wide" aria-label={say('apps.shown')}>
      <p className="mono token">{token}</p>
      <p className="hint">{say('apps.use')}</p>
      <p>
        <a href="/settings/apps">{say('apps.kept')}</a>
      </p>
    </section>
  </>
);
