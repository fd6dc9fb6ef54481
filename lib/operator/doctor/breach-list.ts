import 'server-only';
import { faultOfBreachList } from '#lib/accounts/breach-list';
import { bad, doubtful, type Finding, good } from '#lib/operator/doctor/finding';

const SORT = 'Sort it anew: LC_ALL=C sort -u FILE -o FILE';
const HOLDS = 'It has to hold SHA-1 hashes, or prefixes of 16 digits at least, one a line.';
const SAYS = {
  empty: ['is empty', HOLDS],
  no_hashes: ['has lines that are no SHA-1 hashes', HOLDS],
  not_sorted: ['is not in ascending order', SORT],
} as const;

/** Whether passwords that are in the operator's list of leaked ones would be found there. Nothing without one. */
export async function checkBreachList(file: string | undefined): Promise<Finding[]> {
  if (!file) return [];
  try {
    const fault = await faultOfBreachList(file);
    if (!fault) return [good('leaked passwords', `${file} can be searched.`)];
    const [is, fix] = SAYS[fault];
    const says = `BREACH_LIST=${file} ${is}: passwords in it are taken for sound.`;
    return [doubtful('leaked passwords', says, fix)];
  } catch (error) {
    const says = (error as Error).message;
    return [bad('leaked passwords', `${says}.`, 'Give it to the user that runs the server.')];
  }
}
