import 'server-only';
import type { Problem } from '#forms/problem';
import { readable } from '#lib/request/readable';
import { withoutTurning } from '#lib/text';
import { say } from '#texts/say';

type Asked = { keep: string[]; lines: string[] };

/**
 * What a refused form shows again: the fields named in `keep` as they were typed. Characters that cannot be kept
 * are taken off where something is wrong, and that is said there: what is shown can be sent again. A field that is
 * no text is left out, and never emptied: what is stored stays in its place.
 */
export function shownAgain(formData: FormData, problems: Problem[], { keep, lines }: Asked) {
  const values: Record<string, string> = {};
  const changed: string[] = [];
  for (const name of keep) {
    const sent = formData.getAll(name);
    if (!sent.every((one) => typeof one === 'string')) continue;
    const hasLines = lines.includes(name);
    // Nothing of what came more than once is lost.
    const typed = [...new Set(sent)].join(hasLines ? '\n' : ' ');
    const isWrong = problems.some(({ field }) => field === name);
    values[name] = isWrong ? kept(typed, hasLines) : typed;
    if (values[name] !== typed) changed.push(name);
  }
  const told = problems.map((one) =>
    changed.includes(one.field ?? '')
      ? { ...one, text: `${one.text} ${say('unread.takenOff')}` }
      : one,
  );
  return { problems: told, values };
}

function kept(typed: string, hasLines: boolean): string {
  const text = readable(typed, { hasLines });
  return hasLines ? text : withoutTurning(text);
}
