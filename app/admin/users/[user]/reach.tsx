import { listReach } from '#lib/admin/list-reach';
import type { Viewer } from '#lib/session/store';
import { Time } from '#ui/time';

const PER_PAGE = 25;

type Props = { viewer: Viewer; userId: string; after: string };

export async function Reach({ viewer, userId, after }: Props) {
  const { grants, next } = await listReach(viewer, userId, { limit: PER_PAGE, after });
  return (
    <section className="card stack" aria-labelledby="reach">
      <div className="stack-s">
        <h2 id="reach">What they may reach</h2>
        <p className="hint">
          Each thing by its number, never what stands in it. What anybody may, and what the role
          allows, is not listed.
        </p>
      </div>
      {grants.length === 0 ? (
        <p>{after ? 'Nothing more.' : 'Nothing: no thing is theirs or shared with them.'}</p>
      ) : (
        <ul className="rows dense">
          {grants.map(({ kind, object, relation, createdAt, isOwnMaking, giver }) => (
            <li key={`${kind}:${object}`}>
              <div className="stack-s">
                <h3>
                  {relation} of a {kind}
                </h3>
                <p className="mono">
                  {kind}:{object}
                </p>
                <p className="mono">
                  since <Time at={createdAt} zone={viewer.user.timeZone} />,{' '}
                  {isOwnMaking ? 'made it themself' : `from ${giver ?? 'a deleted account'}`}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {next && (
        <p>
          <a href={`/admin/users/${userId}?${new URLSearchParams({ reach: next })}#reach`}>More</a>
        </p>
      )}
    </section>
  );
}
