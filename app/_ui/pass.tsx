import type { ReactNode } from 'react';
import { readTold } from '#forms/notices';
import { env } from '#lib/env';
import { keepsNoCookies } from '#lib/session/keeps-no-cookies';
import { Notice } from '#ui/notice';
import { SiteFooter } from '#ui/site-footer';
import { TellingPage } from '#ui/telling';

type Props = {
  /** Where the person goes next, as a path. */
  next?: string | undefined;
  /** The way to the other form. */
  aside?: ReactNode;
  children: ReactNode;
};

/** The gate pass: one card, whose stub says where you are and where you go next. */
export async function Pass({ next, aside, children }: Props) {
  const place = next && placeName(next);
  return (
    <>
      <a className="skip" href="#main">
        Skip to the form
      </a>
      <header className="bar">
        <a className="brand" href="/">
          Gatehouse
        </a>
        {aside && <div>{aside}</div>}
      </header>
      <main id="main" tabIndex={-1} className="narrow">
        <div className="pass">
          <div className="stub">
            <span>{env().host}</span>
            {place && (
              <span>
                next → <b>{place}</b>
              </span>
            )}
          </div>
          <div className="body stack">
            <TellingPage told={await readTold()}>
              <Notice />
              {(await keepsNoCookies()) && <NoCookies />}
              {children}
            </TellingPage>
          </div>
        </div>
      </main>
      <SiteFooter />
    </>
  );
}

const NoCookies = () => (
  <p className="notice warn" role="status">
    Your browser keeps no cookies of this site, and without them nobody can sign in. Allow cookies
    here, then try again.
  </p>
);

const PLACE = /^\/(dashboard|notes|device|examples|settings|admin)(?:\/([a-z]{1,12}))?(?=[/?#]|$)/;

/** "/settings/sessions?a=1" as "Settings / Sessions". Only of places there are: a link must not put words here. */
function placeName(path: string): string | null {
  const [, place, part] = path.match(PLACE) ?? [];
  const isKnown = place === 'settings' ? SETTINGS.includes(part ?? '') : part === 'users';
  return [place, isKnown ? part : undefined].filter(Boolean).map(capital).join(' / ') || null;
}

const SETTINGS = ['profile', 'email', 'password', 'sessions', 'activity', 'data'];
const capital = (word = '') => word.charAt(0).toUpperCase() + word.slice(1);
