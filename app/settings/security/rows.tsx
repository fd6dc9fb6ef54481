import type { ReactNode } from 'react';
import { Icon, type IconName } from '#ui/icon';

type Listed = {
  id: string;
  says: string;
  intro?: string;
  /** What is done with all of them. */
  act?: ReactNode;
  children: ReactNode;
};

/** Things of one sort, each with how it stands and where it is changed. */
export const WayRows = ({ id, says, intro, act, children }: Listed) => (
  <section className="card stack" aria-labelledby={id}>
    <div className="row">
      <div className="stack-s">
        <h2 id={id}>{says}</h2>
        {intro && <p className="hint">{intro}</p>}
      </div>
      {act}
    </div>
    <ul className="rows ways">{children}</ul>
  </section>
);

type One = {
  icon: IconName;
  name: string;
  /** What is to be known of it in a word, and whether that is what is wrong with it. */
  tag?: string | false | undefined;
  isWrong?: boolean;
  state: ReactNode;
  to: [href: string, says: string];
};

export const WayRow = ({ icon, name, tag, isWrong = false, state, to: [href, says] }: One) => (
  <li>
    <div className="way">
      <span className="tile">
        <Icon name={icon} />
      </span>
      <div>
        <h3>
          <bdi>{name}</bdi> {tag && <span className={isWrong ? 'tag open' : 'tag'}>{tag}</span>}
        </h3>
        <p className="hint">{state}</p>
      </div>
    </div>
    <a href={href} className="btn btn-quiet btn-s">
      {says}
      <span className="sr"> {name}</span>
    </a>
  </li>
);
