import { listEffectiveAccess } from '#lib/admin/effective-access';
import { PER_PAGE, toCursor } from '#lib/pages';
import { sayRelation, sayThing } from '#lib/permissions/called';
import type { Viewer } from '#lib/session/store';
import { say, textsOf } from '#texts/say';
import { Filled } from '#ui/filled';
import { Pages } from '#ui/pages';
import { Time } from '#ui/time';

type Props = { viewer: Viewer; userId: string; place: string | null | undefined };

const NONE = { grants: [], next: null };

export async function EffectiveAccess({ viewer, userId, place }: Props) {
  const asked = { limit: PER_PAGE, after: place ?? '' };
  const { grants, next } = place === null ? NONE : await listEffectiveAccess(viewer, userId, asked);
  const says = textsOf('reach');
  return (
    <section className="card stack" aria-labelledby="reach">
      <div className="stack-s">
        <h2 id="reach">{say('reach.title')}</h2>
        <p className="hint">{say('reach.intro')}</p>
      </div>
      {grants.length === 0 ? (
        <p>{say(place === undefined ? 'reach.none' : 'reach.noMore')}</p>
      ) : (
        <ul className="rows dense">
          {grants.map(({ kind, object, relation, createdAt, isOwnMaking, giver }) => (
            <li key={`${kind}:${object}`}>
              <div className="stack-s">
                <h3>
                  {say('reach.thing', { relation: sayRelation(relation), kind: sayThing(kind) })}
                </h3>
                <p className="mono">
                  {kind}:{object}
                </p>
                <p className="mono">
                  <Filled
                    of={isOwnMaking ? says.made : says.given}
                    parts={{
                      time: <Time at={createdAt} zone={viewer.user.timeZone} />,
                      giver: giver ?? says.deleted,
                    }}
                  />
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      <Pages
        of={say('reach.list')}
        path={`/admin/users/${userId}`}
        name="reach"
        anchor="reach"
        place={place}
        next={next && toCursor('reach', next)}
        words={[say('pages.first'), say('pages.more')]}
      />
    </section>
  );
}
