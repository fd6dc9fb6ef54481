import type { ReactNode } from 'react';

type Listed = { id: string; says: string; intro?: string; children: ReactNode };

/** Things of one sort, each with how it stands and where it is changed. */
export const WayRows = ({ id, says, intro, children }: Listed) => (
  <section className="card stack" aria-labelledby={id}>
    <div className="stack-s">
      <h2 id={id}>{says}</h2>
      {intro && <p className="hint">{intro}</p>}
    </div>
    <ul className="rows">{children}</ul>
  </section>
);

type One = {
  name: string;
  /** What is wrong with it, in a word. */
  tag?: string | false;
  state: ReactNode;
  to: [href: string, says: string];
};

export const WayRow = ({ name, tag, state, to: [href, says] }: One) => (
  <li>
    <div className="stack-s">
      <h3>
        {name} {tag && <span className="tag open">{tag}</span>}
      </h3>
      <p className="hint">{state}</p>
    </div>
    <a href={href} className="btn btn-quiet btn-s">
      {says}
      <span className="sr"> {name}</span>
    </a>
  </li>
);
