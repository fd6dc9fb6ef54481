import type { ReactNode } from 'react';
import { PageTop } from '#ui/page-top';

type Props = {
  /** The name of the site. */
  site: string;
  /** The way past the header, for keyboards. */
  skip: string;
  /** Beside the name of the site. */
  aside?: ReactNode;
  /** What the head of the card says: as a rule, whose machine this is. */
  head: string;
  /** At the end of that head. */
  headEnd?: ReactNode;
  /** What the page ends with, if it has an end. */
  foot?: ReactNode;
  children: ReactNode;
};

/** What stands around a card, on the server and in the browser. */
export const CardFrame = ({ site, skip, aside, head, headEnd, foot, children }: Props) => (
  <>
    <PageTop site={site} skip={skip}>
      {aside && <div>{aside}</div>}
    </PageTop>
    <main id="main" tabIndex={-1} className="narrow">
      <div className="auth-card">
        <div className="auth-card-head">
          <span>{head}</span>
          {headEnd}
        </div>
        <div className="body stack">{children}</div>
      </div>
    </main>
    {foot}
  </>
);
