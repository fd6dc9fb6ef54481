import type { ReactNode } from 'react';

type Props = {
  host: string;
  /** The way past the header, for keyboards. */
  skip: string;
  /** Whose machine this is. */
  hosted: string;
  aside?: ReactNode;
  leadsTo?: ReactNode;
  children: ReactNode;
};

/** What stands around a card, on the server and in the browser. */
export const CardFrame = ({ host, skip, hosted, aside, leadsTo, children }: Props) => (
  <>
    <a className="skip" href="#main">
      {skip}
    </a>
    <header className="bar">
      <a className="brand" href="/">
        Gatehouse
      </a>
      {aside && <div>{aside}</div>}
    </header>
    <main id="main" tabIndex={-1} className="narrow">
      <div className="auth-card">
        <div className="auth-card-head">
          <span>{host}</span>
          {leadsTo}
        </div>
        <div className="body stack">{children}</div>
      </div>
    </main>
    <footer className="bar">
      <span>{hosted}</span>
    </footer>
  </>
);
