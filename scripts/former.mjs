// Static files of the version before: pages that people have open still ask for them after an update.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'; // biome-ignore format: one list
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Which files of `static` a build has taken over from the one before. */
const LIST = 'gatehouse-former';

/** Puts aside the static files that this build made itself: those of the one before it have been there for long enough. */
export function keepFormer(build) {
  const from = join(build, 'static');
  if (!existsSync(from)) return null;
  const list = join(build, LIST);
  const older = new Set(existsSync(list) ? readFileSync(list, 'utf8').split('\n') : []);
  const kept = mkdtempSync(join(tmpdir(), 'gatehouse-former-'));
  for (const file of filesIn(from).filter((one) => !older.has(one)))
    cpSync(join(from, file), join(kept, file), { recursive: true });
  return kept;
}

/** Nothing came of the new build. */
export function dropFormer(kept) {
  if (kept) rmSync(kept, { recursive: true });
}

/** Puts them beside those of the new build; where both have a file it is the new one. */
export function putFormer(build, kept) {
  if (!kept) return;
  const to = join(build, 'static');
  const missing = filesIn(kept).filter((file) => !existsSync(join(to, file)));
  for (const file of missing) cpSync(join(kept, file), join(to, file), { recursive: true });
  writeFileSync(join(build, LIST), missing.join('\n'));
  dropFormer(kept);
}

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath ?? dirname(entry.path), entry.name).slice(folder.length + 1),
    )
    .sort();
