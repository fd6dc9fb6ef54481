import { MOST_COUNTED } from '#lib/oauth/people';
import { toCursor } from '#lib/pages';
import { say } from '#texts/say';
import { Pages } from '#ui/pages';

type Props = {
  id: string;
  count: number;
  people: { id: string; name: string; email: string }[];
  place: string | null | undefined;
  next: string | null;
};

/** Who has let a program in: how many they are, and a page of them. */
export const ProgramPeople = ({ id, count, people, place, next }: Props) => (
  <section className="card stack" aria-labelledby="people">
    <h2 id="people">{say('programPeople.title')}</h2>
    <p>{sayCount(count)}</p>
    {people.length > 0 && (
      <ul className="rows dense">
        {people.map((one) => (
          <li key={one.id}>
            <div className="stack-s">
              <h3>
                <a className="person" href={`/admin/users/${one.id}`}>
                  {one.name}
                </a>
              </h3>
              <p className="mono">{one.email}</p>
            </div>
          </li>
        ))}
      </ul>
    )}
    <Pages
      of={say('programPeople.list')}
      path="/admin/apps/program"
      query={{ id }}
      anchor="people"
      place={place}
      next={next && toCursor('people', next)}
      words={[say('pages.first'), say('pages.more')]}
    />
  </section>
);

function sayCount(count: number): string {
  if (count === 0) return say('programPeople.none');
  return count > MOST_COUNTED
    ? say('programPeople.more', { count: MOST_COUNTED })
    : say('programPeople.count', { count });
}
