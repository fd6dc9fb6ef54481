import { type ExportCount, exportUsers } from '#lib/admin/moving/export-users';
import { newFile, writeFile } from '#lib/operator/new-file';
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
    await writeFile(target, exportUsers(count));
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
