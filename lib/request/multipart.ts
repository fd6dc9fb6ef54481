/** What the reader of a form is told, in the order of what is sent. `end` closes what `part` began. */
export type PartEvent =
  | { is: 'part'; name: string; filename: string | null }
  | { is: 'data'; chunk: Buffer }
  | { is: 'end' };

/** What was sent does not begin, go on or end as a form does. */
export class NotAForm extends Error {
  override name = 'not-a-form';
}

const LONGEST_HEAD = 8 * 1024;
const LINE = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');

/** The boundary that the Content-Type of a multipart form names; null for what is none (RFC 7578). */
export const boundaryOf = (type: string | null): string | null =>
  type?.match(/^multipart\/form-data\s*;\s*boundary="?([^";\r\n]{1,70})"?\s*$/i)?.[1] ?? null;

/**
 * Reads a form as browsers write it, piece by piece, and holds no more of it in memory than a piece and the head of a
 * part. Throws `NotAForm`. What comes after the last boundary is not read.
 */
export async function* readMultipart(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
): AsyncGenerator<PartEvent> {
  const reading = new Reading(boundary);
  for await (const piece of body) {
    reading.add(piece);
    for (let event = reading.next(); event; event = reading.next()) yield event;
    if (reading.isOver) return;
  }
  throw new NotAForm();
}

class Reading {
  readonly #delimiter: Buffer;
  // The first boundary has no line before it: as if there were one.
  #held: Buffer = LINE;
  #at: State = 'begin';

  constructor(boundary: string) {
    this.#delimiter = Buffer.from(`\r\n--${boundary}`);
  }

  get isOver() {
    return this.#at === 'over';
  }

  add(piece: Uint8Array) {
    this.#held = Buffer.concat([this.#held, piece]);
  }

  /** The next event; null when more has to come first, or nothing comes any more. */
  next(): PartEvent | null {
    for (;;) {
      const step = STEPS[this.#at](this.#held, this.#delimiter);
      if (!step) return null;
      this.#held = this.#held.subarray(step.read);
      this.#at = step.next;
      if (step.event) return step.event;
    }
  }
}

type State = 'begin' | 'boundary' | 'head' | 'data' | 'over';
/** How many bytes were read, and where that leads; null when more have to come first. */
type Step = { read: number; next: State; event?: PartEvent } | null;

const STEPS: Record<State, (held: Buffer, delimiter: Buffer) => Step> = {
  begin(held, delimiter) {
    if (held.length < delimiter.length) return null;
    if (held.indexOf(delimiter) !== 0) throw new NotAForm();
    return { read: delimiter.length, next: 'boundary' };
  },
  boundary(held) {
    if (held.length < LINE.length) return null;
    const signs = held.toString('latin1', 0, 2);
    if (signs !== '--' && signs !== '\r\n') throw new NotAForm();
    return { read: 2, next: signs === '--' ? 'over' : 'head' };
  },
  head(held) {
    const end = held.indexOf(HEAD_END);
    if (end > LONGEST_HEAD || (end < 0 && held.length > LONGEST_HEAD)) throw new NotAForm();
    if (end < 0) return null;
    const event = headOf(held.toString('utf8', 0, end));
    return { read: end + HEAD_END.length, next: 'data', event };
  },
  data(held, delimiter) {
    const end = held.indexOf(delimiter);
    if (end === 0) return { read: delimiter.length, next: 'boundary', event: { is: 'end' } };
    // The last bytes may be the beginning of a boundary.
    const sure = end > 0 ? end : held.length - delimiter.length + 1;
    if (sure <= 0) return null;
    return { read: sure, next: 'data', event: { is: 'data', chunk: held.subarray(0, sure) } };
  },
  over: () => null,
};

function headOf(head: string): PartEvent {
  const [, said = ''] = head.match(/^content-disposition:\s*form-data\s*;(.*)$/im) ?? [];
  const name = said.match(/(?:^|;)\s*name="([^"]*)"/i)?.[1];
  if (name === undefined) throw new NotAForm();
  const filename = said.match(/;\s*filename="([^"]*)"/i)?.[1];
  return { is: 'part', name: unescaped(name), filename: filename?.replace(/%22/g, '"') ?? null };
}

const unescaped = (name: string) =>
  name.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n');
