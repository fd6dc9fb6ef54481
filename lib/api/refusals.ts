import 'server-only';
import { PROBLEM_TYPE, PROBLEMS, type ProblemReason, problemOf } from '#lib/api/problem';
import { say } from '#texts/say';

const HEADERS: Record<number, string[]> = {
  401: ['WWW-Authenticate'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

/** The refusals by status, each with the reasons it can have. */
export function refusals(reasons: ProblemReason[]) {
  const byStatus = Map.groupBy(new Set(reasons), (reason) => PROBLEMS[reason]);
  return Object.fromEntries(
    [...byStatus].map(([status, those]) => [
      status,
      {
        description: those.map((reason) => say(`apiTitles.${reason}`)).join('; '),
        headers: Object.fromEntries(
          (HEADERS[status] ?? []).map((name) => [
            name,
            { required: true, schema: { type: 'string' } },
          ]),
        ),
        content: {
          [PROBLEM_TYPE]: {
            schema: { $ref: '#/components/schemas/Problem' },
            examples: Object.fromEntries(
              those.map((reason) => [reason, { $ref: `#/components/examples/${reason}` }]),
            ),
          },
        },
      },
    ]),
  );
}

/** One of each kind of problem: where the `type` of a problem leads to. */
export const examples = () =>
  Object.fromEntries(
    (Object.keys(PROBLEMS) as ProblemReason[]).map((reason) => [
      reason,
      {
        summary: say(`apiTitles.${reason}`),
        value: problemOf({ reason }, '00000000-0000-4000-8000-000000000000'),
      },
    ]),
  );
