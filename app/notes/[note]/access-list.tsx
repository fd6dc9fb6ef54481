import type { ReactNode } from 'react';
import type { Access } from '#lib/notes/list-access';
import { Ago } from '#ui/time';

type Props = {
  people: Access[];
  zone: string;
  /** What can be done about one of them. */
  action?: (person: Access) => ReactNode;
};

/** Who has access to a note, as what, and how they got it. */
export function AccessList({ people, zone, action }: Props) {
  return (
    <ul className="rows dense">
      {people.map((person) => (
        <li key={`${person.relation} ${person.address}`}>
          <div className="stack-s">
            <h3>
              <bdi>{person.address}</bdi> {person.isViewer && <span className="tag">You</span>}
            </h3>
            <p className="mono">
              {person.relation} · <How person={person} zone={zone} />
            </p>
          </div>
          {action?.(person)}
        </li>
      ))}
    </ul>
  );
}

function How({ person: { how, by, at }, zone }: { person: Access; zone: string }) {
  const when = <Ago at={at} zone={zone} />;
  if (how === 'made') return <>made it · {when}</>;
  const giver = by ?? 'somebody who has no access any more';
  return (
    <>
      {how === 'shared' ? 'shared by' : 'took it over from'} <bdi>{giver}</bdi> · {when}
    </>
  );
}
