import { type ExportCount, exportUsers } from '#lib/admin/moving/export-users';
import { newFile, writeFile } from '#lib/operator/new-file';
import { rateFromNow, type Tell, withBar } from '#lib/operator/progress';
import { command, type Report, requireServerSecret } from '#lib/operator/terminal';

/** `users export`: only into a file, which is for its owner alone, because it has what people sign in with. */
export const usersExport = command(
  'export',
  'Write every account into a new file, with hashes and keys, as another system needs them',
  { file: { type: 'positional', description: 'A file to be made; an existing one is refused' } },
  async ({ file }): Promise<Report> => {
    await requireServerSecret();
    const target = newFile(String(file));
    const count: ExportCount = { people: 0, lostApps: 0 };
    await withBar((tell) => writeFile(target, told(exportUsers(count), count, tell)));
    const lost = `Authenticator apps left out, because their root secret is gone: ${count.lostApps}.`;
    return {
      lines: [
        `Accounts written: ${count.people}. ${target} is readable for you alone.`,
        ...(count.lostApps > 0 ? [lost] : []),
        'It has everything that is needed to sign in as them. Delete it once it is read.',
      ],
      data: { file: target, ...count },
    };
  },
);

/** The same pieces; a terminal is told how many people they have been so far. */
async function* told(pieces: AsyncGenerator<string>, count: ExportCount, tell?: Tell) {
  const rateOf = rateFromNow();
  for await (const piece of pieces) {
    yield piece;
    const says = `${count.people} accounts, ${rateOf(count.people)}`;
    tell?.({ what: 'Writing', part: null, says });
  }
}
