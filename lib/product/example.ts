/** What a new product begins with, to look at and to take out: `npm run gatehouse -- example remove`. */
type Example = {
  /** Its plural, by which its folders and files are named. */
  plural: string;
  /** What else goes with it: patterns of files. Tests that import a file of it go by themselves. */
  also: readonly string[];
};

/** The files that went with the example: what documents say of one stays true of Gatehouse. */
const TAKEN_OUT: readonly string[] = [];

/** Whether this file, or folder, went with it. */
export const isTakenOut = (path: string) =>
  TAKEN_OUT.some((one) => one === path || one.startsWith(`${path}/`));

/** The example; null once it is taken out. */
export const EXAMPLE: Example | null = {
  plural: 'notes',
  also: [
    'lib/authorization/authorization.test.ts',
    'lib/db/postgres/{copy,failover}.test.ts',
    'lib/server/http/given-back.test.ts',
    'e2e/stories/{notes,sharing}.test.ts',
    'e2e/stories/api-example{,.js}.test.ts',
    'e2e/attacks/{notes,note-input,note-sharing}.test.ts',
  ],
};
