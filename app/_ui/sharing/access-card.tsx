import { type Access, pageOfAccess } from '#lib/sharing/list-access';
import type { SeenThing } from '#lib/sharing/look-at';
import type { Thing } from '#lib/things/access';
import { say } from '#texts/say';
import { AccessList } from '#ui/sharing/access-list';

type Props = { thing: Thing; seen: SeenThing; zone: string };

/** Beside a thing: who has access, and the ways to share, delete and leave it. */
export function AccessCard({ thing: { of, id }, seen, zone }: Props) {
  const { people: first, next } = pageOfAccess(seen.people);
  const at = `/${of.plural}/${id}`;
  return (
    <section className="card stack" aria-labelledby="access">
      <h2 id="access">{say('access.title')}</h2>
      <AccessList people={first} zone={zone} />
      {next && <All at={at} people={seen.people} />}
      <p className="actions">
        {seen.mayShare && (
          <a className="btn btn-quiet btn-s" href={`${at}/sharing`}>
            {say('thingPage.share')}
          </a>
        )}
        {seen.mayDelete && (
          <a className="btn btn-danger btn-s" href={`${at}/delete`}>
            {say('thingPage.delete')}
          </a>
        )}
        {seen.mayLeave && (
          <a className="btn btn-danger btn-s" href={`${at}/leave`}>
            {say('thingPage.leave')}
          </a>
        )}
      </p>
    </section>
  );
}

const All = ({ at, people }: { at: string; people: Access[] }) => (
  <p>
    <a href={`${at}/sharing`}>{say('access.all', { count: people.length })}</a>
  </p>
);
