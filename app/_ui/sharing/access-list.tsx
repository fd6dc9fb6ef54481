import type { ReactNode } from 'react';
import { sayRelation } from '#lib/permissions/called';
import type { Access } from '#lib/sharing/list-access';
import { say, textsOf } from '#texts/say';
import { Filled } from '#ui/filled';
import { Ago } from '#ui/time';

type Props = {
  people: Access[];
  zone: string;
  /** What can be done about one of them. */
  action?: (person: Access) => ReactNode;
};

/** Who has access to a thing, as what, and how they got it. */
export function AccessList({ people, zone, action }: Props) {
  return (
    <ul className="rows dense">
      {people.map((person) => (
        <li key={`${person.relation} ${person.address}`}>
          <div className="stack-s">
            <h3>
              <bdi>{person.address}</bdi>{' '}
              {person.isViewer && <span className="tag">{say('access.you')}</span>}
            </h3>
            <p className="mono">
              <How person={person} zone={zone} />
            </p>
          </div>
          {action?.(person)}
        </li>
      ))}
    </ul>
  );
}

function How({ person: { relation, how, by, at }, zone }: { person: Access; zone: string }) {
  const says = textsOf('accessHow');
  const parts = { relation: sayRelation(relation), when: <Ago at={at} zone={zone} /> };
  if (how === 'made') return <Filled of={says.made} parts={parts} />;
  const giver = <bdi>{by ?? say('access.somebody')}</bdi>;
  const of = how === 'shared' ? says.shared : says.tookOver;
  return <Filled of={of} parts={{ ...parts, giver }} />;
}
