import { say } from '#texts/say';

type Props = {
  /** What the list is of: "notes". */
  of: string;
  path: string;
  /** The parameter that says where a page begins. */
  name?: string;
  /** What else of the address is kept. */
  query?: Record<string, string>;
  /** Where on the page the list stands. */
  anchor?: string;
  /** Where this page began: undefined on the first, null when the address leads to no page. */
  place: string | null | undefined;
  /** Where the next one begins; null on the last. */
  next: string | null;
  /** What the links to the first page and to the next say. */
  words?: [first: string, next: string];
};

/** The way from one page of a list to the others, by plain links. */
export function Pages({
  of,
  path,
  name = 'after',
  query = {},
  anchor,
  place,
  next,
  words = [say('pages.newest'), say('pages.older')],
}: Props) {
  if (place === undefined && next === null) return null;
  const to = (more: Record<string, string>) => {
    const asked = new URLSearchParams({ ...query, ...more }).toString();
    return `${path}${asked && `?${asked}`}${anchor ? `#${anchor}` : ''}`;
  };
  return (
    <>
      {place === null && <p className="notice warn">{say('pages.none')}</p>}
      <nav className="actions" aria-label={say('pages.of', { list: of })}>
        {place !== undefined && <a href={to({})}>{words[0]}</a>}
        {next !== null && <a href={to({ [name]: next })}>{words[1]}</a>}
      </nav>
    </>
  );
}
