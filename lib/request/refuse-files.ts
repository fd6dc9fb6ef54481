import { setResponse } from '#lib/request/context';
import type { FileReason } from '#lib/request/receive-files';
import { say } from '#texts/say';

const STATUS: Record<FileReason, number> = {
  not_a_form: 400,
  no_file: 422,
  too_many_files: 422,
  file_too_large: 413,
  fields_too_large: 413,
  wrong_type: 415,
  refused_by_scan: 422,
};

/** The answer of a route.ts that did not take the files: a page that says why, with a way back to the page they came from. */
export function refuseFiles(reason: FileReason, way: [href: string, text: string]): Response {
  const status = STATUS[reason];
  setResponse({
    refusal: { status, title: say('files.title'), says: say(`files.${reason}`), way },
  });
  return new Response(null, { status });
}
