import type { Answer } from './http.ts';
import type { Visitor } from './visitor.ts';

/** What a page tells about what was just done; empty when it tells nothing. */
export function noticeIn({ text }: Pick<Answer, 'text'>): string {
  const [, inside = ''] = text.match(/<p class="notice[^"]*" role="status"[^>]*>(.*?)<\/p>/s) ?? [];
  return inside.replace(/<[^>]+>/g, '');
}

/** What the page tells that an answer leads to. */
export async function told(visitor: Visitor, { headers }: Pick<Answer, 'headers'>) {
  const [path = ''] = String(headers.location ?? headers['x-action-redirect']).split(';');
  return noticeIn(await visitor.go(path));
}
