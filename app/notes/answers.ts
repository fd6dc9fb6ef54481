import 'server-only';
import { answersFrom, type Sentences, throttled } from '#forms/answer';
import { env } from '#lib/env';
import type { CreateFailure } from '#lib/notes/create-note';
import type { ShareFailure } from '#lib/notes/share-note';
import { say } from '#texts/say';

const createNoteSentences: Sentences<CreateFailure> = {
  too_many_attempts: throttled,
  // 422 and not 413: it is the account that has no room, not the request that is too long (RFC 9110 15.5.21).
  storage_full: () => ({
    text: say('noteRefusals.noRoom', { megabytes: env().STORAGE_QUOTA_MB }),
    field: 'text',
  }),
};

const editNoteSentences: Sentences<'storage_full'> = {
  storage_full: () => ({
    text: say('noteRefusals.noRoomAtOwner', { megabytes: env().STORAGE_QUOTA_MB }),
    field: 'text',
  }),
};

/** not_allowed is answered with 404, so it needs no text. */
const shareNoteSentences: Sentences<Exclude<ShareFailure, 'not_allowed'>> = {
  own_address: () => ({
    text: say('shareRefusals.ownAddress'),
    field: 'email',
  }),
  too_many_people: () => ({
    text: say('shareRefusals.tooMany'),
    field: 'email',
  }),
  too_many_attempts: throttled,
};

export const createNoteAnswer = answersFrom(createNoteSentences);
export const editNoteAnswer = answersFrom(editNoteSentences);
export const shareNoteAnswer = answersFrom(shareNoteSentences);
