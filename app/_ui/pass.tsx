import type { ReactNode } from 'react';
import { readTold } from '#forms/notices';
import { env } from '#lib/env';
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
            {next && (
              <span>
                next → <b>{placeName(next)}</b>
              </span>
            )}
          </div>
          <div className="body stack">
            <TellingPage told={await readTold()}>
              <Notice />
              {children}
            </TellingPage>
          </div>
        </div>
      </main>
      <SiteFooter />
    </>
  );
}

/** "/settings/sessions?a=1" as "Settings / Sessions". */
function placeName(path: string): string {
  const parts = (path.split(/[?#]/)[0] ?? '').split('/').filter(Boolean).slice(0, 3);
  const words = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1, 24));
  return words.join(' / ') || 'Home';
}
