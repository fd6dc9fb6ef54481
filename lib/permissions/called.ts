import 'server-only';
import type { Texts } from '#texts/complete';
import { say } from '#texts/say';

/** How what somebody is to a thing is called: its owner, an editor. */
export const sayRelation = (relation: string) =>
  say(`relations.${relation as keyof Texts['relations']}`);
