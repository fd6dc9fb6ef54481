import type { ReactNode } from 'react';

type Props = {
  /** The way past it, for keyboards. */
  skip: string;
  /** What stands beside the name of the product. */
  children?: ReactNode;
};

/** The top of every page, on the server and in the browser. */
export const PageTop = ({ skip, children }: Props) => (
  <>
    <a className="skip" href="#main">
      {skip}
    </a>
    <header className="bar">
      <a className="brand" href="/">
        Gatehouse
      </a>
      {children}
    </header>
  </>
);
