import type { ReactNode } from 'react';

/** One part of the look, with every state of it. */
export const Part = ({
  id,
  title,
  children,
}: {
  id: string;
  title: string;
  children: ReactNode;
}) => (
  <section id={id} className="stack" aria-labelledby={`${id}-title`}>
    <h2 id={`${id}-title`}>{title}</h2>
    <div className="shown-states">{children}</div>
  </section>
);

/** A component in one state, under what the state is. */
export const InState = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="card stack">
    <h3 className="mono">{name}</h3>
    {children}
  </div>
);
