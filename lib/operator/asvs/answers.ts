import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { databaseFile } from '#lib/env/root-secret';
import { QUESTIONS, type Question } from '#lib/operator/asvs/questions';
import { fail, ok, type Result } from '#lib/result';

const Day = z.iso.date();
const Answer = z.strictObject({
  answer: z.string().trim().min(1),
  by: z.string().trim().min(1),
  on: Day,
  until: Day,
  evidence: z.string().optional(),
});
const Answers = z.partialRecord(z.enum(Object.keys(QUESTIONS) as [Question]), Answer);

/** The file of answers: beside the database, or in `data` where that is on a server. */
export const answersFile = (databaseUrl: string) =>
  join(dirname(databaseFile(databaseUrl) ?? 'data/none'), 'asvs-answers.json');

/**
 * What the operator has answered, by the name of the question; an answer whose day is over is none. Nothing where there is
 * no file; a file that cannot be read is told in a sentence.
 */
export function readAnswers(file: string, now = Date.now()): Result<GivenAnswers, 'unreadable'> {
  if (!existsSync(file)) return ok({});
  try {
    const read = Answers.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (!read.success) return fail('unreadable', { because: describe(read.error) });
    const fresh = Object.entries(read.data).flatMap(([name, one]) =>
      one && Date.parse(`${one.until}T23:59:59Z`) >= now ? [[name, inWords(one)]] : [],
    );
    return ok(Object.fromEntries(fresh));
  } catch (error) {
    return fail('unreadable', { because: (error as Error).message });
  }
}

export type GivenAnswers = Partial<Record<Question, string>>;

const describe = (error: z.ZodError) =>
  error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');

const inWords = ({ answer, by, on }: z.infer<typeof Answer>) => `${answer} (${by}, ${on})`;
