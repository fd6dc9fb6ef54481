import { listEffectiveAccess } from '#lib/admin/effective-access';
import { PER_PAGE, toCursor } from '#lib/pages';
import type { Viewer } from '#lib/session/store';
import { Pages } from '#ui/pages';
import { Time } from '#ui/time';

type Props = { viewer: Viewer; userId: string; place: string | null | undefined };

const NONE = { grants: [], next: null };

export async function EffectiveAccess({ viewer, userId, place }: Props) {
  const asked = { limit: PER_PAGE, after: place ?? '' };
  const { grants, next } = place === null ? NONE : await listEffectiveAccess(viewer, userId, asked);
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
        <p>
          {place === undefined
            ? 'Nothing: no thing is theirs or shared with them.'
            : 'Nothing more.'}
        </p>
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
      <Pages
        of="what they may reach"
        path={`/admin/users/${userId}`}
        name="reach"
        anchor="reach"
        place={place}
        next={next && toCursor('reach', next)}
        words={['First page', 'More']}
      />
    </section>
  );
}
