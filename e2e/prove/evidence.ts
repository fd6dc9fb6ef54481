import type { Place, Sight } from './reachable.ts';
import { type Found, type Needle, searcher } from './search.ts';

/** Something that was found, and where. */
export type Finding = { needle: Needle; place: Place; where: string; encoding: string };

type Piece = { place: Place; where: string; text: string };

/** Everything that was seen in a run, to be looked through when every secret is known. Equal texts once. */
export class Evidence {
  readonly #pieces = new Map<string, Piece>();
  readonly #counts = new Map<Place, number>();
  readonly #remembered = new Set<string>();
  bytes = 0;

  add({ place, text }: Sight, where: string) {
    if (!text) return;
    this.#counts.set(place, (this.#counts.get(place) ?? 0) + 1);
    this.bytes += Buffer.byteLength(text);
    if (place === 'memory of scripts') return this.#remember(text, where);
    // Who sees it counts, and with or without scripts; on which page it was seen first does not.
    const key = `${place}\n${where.split(' ', 3).join(' ')}\n${text}`;
    if (!this.#pieces.has(key)) this.#pieces.set(key, { place, where, text });
  }

  /** Most of what is in memory is there on every page: only what is new is kept. */
  #remember(texts: string, where: string) {
    const fresh = texts.split('\n').filter((text) => !this.#remembered.has(text));
    for (const text of fresh) this.#remembered.add(text);
    this.#pieces.set(`memory\n${this.#pieces.size}`, {
      place: 'memory of scripts',
      where,
      text: fresh.join('\n'),
    });
  }

  /** How many texts were seen in each place. */
  counts = (): Record<string, number> => Object.fromEntries(this.#counts);

  different = () => this.#pieces.size;

  /** Every one of these in every place. */
  search(needles: Needle[]): Finding[] {
    const look = searcher(needles);
    return [...this.#pieces.values()].flatMap(({ text, ...piece }) =>
      look(text).map(({ needle, encoding }: Found) => ({ needle, ...piece, encoding })),
    );
  }
}
