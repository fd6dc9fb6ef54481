import 'server-only';
import { answersFrom } from '#forms/answer';
import type { LinkFailure } from '#lib/accounts/connections/link';
import type { UnlinkFailure } from '#lib/accounts/connections/unlink';
import { say } from '#texts/say';

export const linkAnswer = answersFrom<LinkFailure>({
  flow_over: () => ({ text: say('connectionAnswers.over') }),
  known_connection: () => ({ text: say('connectionAnswers.known') }),
  too_many_connections: () => ({ text: say('connectionAnswers.tooMany') }),
});

export const disconnectAnswer = answersFrom<Exclude<UnlinkFailure, 'not_found'>>({
  last_way: () => ({ text: say('connectionAnswers.lastWay') }),
});
