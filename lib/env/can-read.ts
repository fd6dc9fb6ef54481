import { accessSync, constants, statSync } from 'node:fs';

/** Whether there is a file that this process may read. */
export function canRead(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
