import 'server-only';
import { z } from 'zod';
import type { Answer } from '#forms/answer';
import type { CompanyOffer, FormState, Problem } from '#forms/problem';
import { shownAgain } from '#forms/shown-again';
import { sayFieldError } from '#lib/coded';
import { setResponse } from '#lib/request/context';
import { unreadable } from '#lib/request/readable';
import { say } from '#texts/say';

type Names<Shape> = (keyof Shape & string)[];
type Refusing<Shape> = { keep?: Names<Shape>; lines?: Names<Shape>; offer?: CompanyOffer | null };

/**
 * Reads a submitted form: the schema's fields and no others, each given once, as text that could be
 * decoded and has no control characters; those named in `lines` may have line ends and tabs. What is wrong
 * goes back with status 422. Only the fields named in `keep` are given back to be shown again (see shown-again); a
 * password never is. Each refusal of it shows the `offer` of a company beside.
 */
export async function parseForm<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  formData: FormData,
  { keep = [], lines = [], offer = null }: Refusing<Shape> = {},
) {
  setResponse({ actionStarted: true });
  // A script may call an action with anything at all.
  if (!(formData instanceof FormData)) {
    setResponse({ status: 400, hasFormState: true });
    return {
      ok: false as const,
      state: { problems: [{ text: say('unread.noForm') }] } as FormState,
    };
  }
  const { fields, problems } = readFields(Object.keys(schema.shape), formData, lines);
  const refuse = (...refusals: Answer[]): FormState => {
    const { status = 422, retryAfter } = refusals[0] ?? {};
    setResponse({ status, hasFormState: true, ...(retryAfter !== undefined && { retryAfter }) });
    const again = shownAgain(formData, refusals.map(shown), { keep, lines });
    return offer ? { ...again, offer } : again;
  };
  if (problems.length > 0) return { ok: false as const, state: refuse(...problems) };
  const parsed = await schema.safeParseAsync(fields);
  if (!parsed.success) return { ok: false as const, state: refuse(...problemsOf(parsed.error)) };
  return { ok: true as const, data: parsed.data, refuse };
}

/** What of a refusal goes to the browser. */
const shown = ({ status: _, retryAfter: __, ...problem }: Answer): Problem => problem;

/** One field of a form that only a button sends; empty when it is missing, a file, or there is no form. */
export function readField(formData: unknown, name: string): string {
  const value = formData instanceof FormData ? formData.get(name) : null;
  return typeof value === 'string' ? value : '';
}

function readFields(names: string[], formData: FormData, lines: string[]) {
  const fields: Record<string, string> = {};
  const problems: Problem[] = [];
  for (const name of names) {
    const [value = '', ...more] = formData.getAll(name);
    const text = more.length > 0 ? say('unread.once') : wrongWith(value, lines.includes(name));
    if (text) problems.push({ field: name, text });
    else fields[name] = String(value);
  }
  return { fields, problems };
}

function wrongWith(value: FormDataEntryValue, hasLines: boolean): string | null {
  if (typeof value !== 'string') return say('unread.file');
  const error = unreadable(value, { hasLines });
  return error && sayFieldError(error);
}

/** The first problem of each field, in the order of the form. */
function problemsOf(error: z.ZodError): Problem[] {
  const { fieldErrors } = z.flattenError(error as z.ZodError<Record<string, string>>);
  return Object.entries(fieldErrors).flatMap(([field, texts]) =>
    texts?.[0] ? [{ field, text: sayFieldError(texts[0]) }] : [],
  );
}
