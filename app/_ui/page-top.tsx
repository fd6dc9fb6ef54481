import type { ReactNode } from 'react';

type Props = {
  /** The name of the site. */
  site: string;
  /** The way past it, for keyboards. */
  skip: string;
  /** What stands beside the name of the site. */
  children?: ReactNode;
};

/** The top of every page, on the server and in the browser. */
export const PageTop = ({ site, skip, children }: Props) => (
  <>
    <a className="skip" href="#main">
      {skip}
    </a>
    <header className="bar">
      <a className="brand" href="/">
        <bdi>{site}</bdi>
      </a>
      {children}
    </header>
  </>
);
