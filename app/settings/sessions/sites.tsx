import type { listConsents } from '#lib/oauth/consents';
import { sayScope } from '#lib/oauth/scopes';
import { say, textsOf } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { Filled } from '#ui/filled';
import { Picture } from '#ui/picture';
import { SubmitButton } from '#ui/submit-button';
import { Ago } from '#ui/time';
import { takeBackConsentAction } from './actions';

type Props = { sites: Awaited<ReturnType<typeof listConsents>>; zone: string };

const TakeBack = ({ id, name }: { id: string; name: string }) => (
  <ButtonForm action={takeBackConsentAction}>
    <input type="hidden" name="consent" value={id} />
    <SubmitButton says={say('allowedSites.end')} of={name} className="btn-quiet btn-s" />
  </ButtonForm>
);

/** The sites that are told who the viewer is without asking, each with the way to take that back. */
export function AllowedSites({ sites, zone }: Props) {
  const text = textsOf('allowedSites');
  if (sites.length === 0) return null;
  return (
    <section className="card stack" aria-label={text.title}>
      <div className="stack-s">
        <h2>{text.title}</h2>
        <p className="hint">{text.intro}</p>
      </div>
      <ul className="rows">
        {sites.map(({ id, name, scope, consent, createdAt, lastUsedAt }) => (
          <li key={id} className="device">
            <Picture name="globe" />
            <div className="stack-s">
              <h3>
                <bdi>{name}</bdi>
              </h3>
              <p className="hint">
                <Filled
                  of={text.used}
                  parts={{
                    used: <Ago at={lastUsedAt} zone={zone} />,
                    since: <Ago at={createdAt} zone={zone} />,
                    scopes: scope.split(' ').map(sayScope).join(', '),
                  }}
                />
              </p>
            </div>
            {consent === 'never' ? (
              <p className="hint">{text.own}</p>
            ) : (
              <TakeBack id={id} name={name} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
