import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { copyOf } from '#lib/operator/rehearsal/copy-of';
import { inFolder } from '#lib/operator/rehearsal/in-folder';
import { type Content, lookInto } from '#lib/operator/rehearsal/look';
import { serveOnce, verifyCopy } from '#lib/operator/rehearsal/on-copy';
import { CommandRefused, command, type Report } from '#lib/operator/terminal';

/** Proves a backup by starting from it. The backup is only read; what is made of it is thrown away, also when it fails. */
export const rehearseCommand = command(
  'rehearse',
  'Prove a backup: start a server from a copy of it, verify the audit log, count the rows',
  { file: { type: 'positional', description: 'The backup, a SQLite file; it is only read' } },
  async ({ file }): Promise<Report> => {
    const backup = resolve(process.env['INIT_CWD'] ?? '', String(file));
    if (!existsSync('.next/BUILD_ID'))
      throw new CommandRefused('There is nothing built to start. Run: npm run build', 1);
    return await inFolder(async (folder) => {
      const { copy, bytes } = copyOf(backup, folder);
      const content = lookInto(copy, backup);
      const readyMs = await serveOnce(copy);
      const { entries } = await verifyCopy(copy, content.head);
      return {
        lines: tell(backup, bytes, readyMs, entries, content),
        data: { file: backup, bytes, readyMs, entries, ...content },
      };
    });
  },
);

function tell(
  file: string,
  bytes: number,
  readyMs: number,
  entries: number,
  { tables, head, isOfThisSecret }: Content,
): string[] {
  const seconds = (readyMs / 1000).toFixed(1);
  return [
    ...Object.entries(tables).map(([table, rows]) => `${table}  ${rows}`),
    `${file} is whole (${bytes} bytes).`,
    `A server started from a copy of it, was ready after ${seconds} seconds and showed /sign-in.`,
    `The audit log is whole: ${entries} entries. Head: ${head ?? 'none'}`,
    ...(isOfThisSecret === null ? [] : [isOfThisSecret ? THIS_SECRET : OTHER_SECRET]),
    'The copy was thrown away.',
  ];
}

const THIS_SECRET = 'It was made under the secret that is set here.';
const OTHER_SECRET =
  'It was made under another secret than the one set here: authenticator apps, recovery codes and secrets of providers in it open with that one only.';
