import { sayAddress } from '#lib/request/address';
import { describeBrowser } from '#lib/request/browser';
import type { listTrusted } from '#lib/session/trust';
import { say, textsOf } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { Filled } from '#ui/filled';
import { Picture } from '#ui/picture';
import { SubmitButton } from '#ui/submit-button';
import { Ago, Time } from '#ui/time';
import { endTrustAction } from './actions';

type Props = { browsers: Awaited<ReturnType<typeof listTrusted>>; zone: string };

/** The browsers in which no second factor is asked for, each with the way to end that. */
export function TrustedBrowsers({ browsers, zone }: Props) {
  const text = textsOf('trustedBrowsers');
  if (browsers.length === 0) return null;
  return (
    <section className="card stack" aria-label={text.title}>
      <div className="stack-s">
        <h2>{text.title}</h2>
        <p className="hint">{text.intro}</p>
      </div>
      <ul className="rows">
        {browsers.map(({ id, createdAt, lastUsedAt, expiresAt, address, userAgent }) => {
          const name = describeBrowser(userAgent);
          return (
            <li key={id} className="device">
              <Picture name="shield" />
              <div className="stack-s">
                <h3>{name}</h3>
                <p className="hint">
                  <Filled
                    of={text.used}
                    parts={{
                      used: <Ago at={lastUsedAt ?? createdAt} zone={zone} />,
                      address: <bdi className="mono">{sayAddress(address)}</bdi>,
                      until: <Time at={expiresAt} zone={zone} />,
                    }}
                  />
                </p>
              </div>
              <ButtonForm action={endTrustAction}>
                <input type="hidden" name="browser" value={id} />
                <SubmitButton
                  says={say('trustedBrowsers.end')}
                  of={name}
                  className="btn-quiet btn-s"
                />
              </ButtonForm>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
