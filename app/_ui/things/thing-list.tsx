import { wordsOf } from '#forms/things/words';
import { placeIn, toCursor } from '#lib/pages';
import { begin, sayMany, sayRelation } from '#lib/permissions/called';
import type { ThingResource } from '#lib/resource';
import type { Viewer } from '#lib/session/store';
import { type ListedThing, listThings } from '#lib/things/list';
import { say, textsOf } from '#texts/say';
import { Filled } from '#ui/filled';
import { Pages } from '#ui/pages';
import { Ago } from '#ui/time';
import { Heading } from '#ui/title';

const NONE = { things: [], next: null };

type Props = {
  viewer: Viewer;
  of: ThingResource;
  /** What the address says of the place in the list. */
  after: string | string[] | undefined;
};

/** The page with the things of a kind that the viewer may see. */
export async function ThingList({ viewer, of, after }: Props) {
  const { plural, kind } = of;
  const words = wordsOf(of);
  const place = placeIn(plural, after);
  const { things, next } = place === null ? NONE : await listThings(viewer, of, place);
  return (
    <>
      <div className="row">
        <Heading>{begin(sayMany(kind))}</Heading>
        <a className="btn btn-primary" href={`/${plural}/new`}>
          {say('thingList.newThing', words)}
        </a>
      </div>
      {things.length === 0 ? (
        <p className="card">
          {say(place === undefined ? 'thingList.none' : 'thingList.noMore', words)}
        </p>
      ) : (
        <section className="card" aria-label={say('thingList.yours', words)}>
          <ul className="rows">
            {things.map((thing) => (
              <Row key={thing.id} thing={thing} of={of} zone={viewer.user.timeZone} />
            ))}
          </ul>
        </section>
      )}
      <Pages
        of={words.things}
        path={`/${plural}`}
        place={place}
        next={next && toCursor(plural, next)}
      />
    </>
  );
}

type RowProps = { thing: ListedThing; of: ThingResource; zone: string };

function Row({ thing, of, zone }: RowProps) {
  return (
    <li>
      <div className="stack-s">
        <h2>
          <a href={`/${of.plural}/${thing.id}`}>
            <bdi>{thing.title}</bdi>
          </a>
        </h2>
        <p className="mono">
          <Filled
            of={textsOf('thingList').changed}
            parts={{
              relation: sayRelation(thing.relation),
              when: <Ago at={thing.updatedAt} zone={zone} />,
            }}
          />
        </p>
      </div>
      {thing.offeredAt && <span className="tag open">{say('thingList.offered')}</span>}
    </li>
  );
}
