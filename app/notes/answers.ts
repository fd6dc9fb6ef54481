import 'server-only';
import { answersFrom, type Sentences, throttled } from '#forms/answer';
import { env } from '#lib/env';
import type { CreateFailure } from '#lib/notes/create-note';
import type { ShareFailure } from '#lib/notes/share-note';

const createNoteSentences: Sentences<CreateFailure> = {
  too_many_attempts: throttled,
  // 422 and not 413: it is the account that has no room, not the request that is too long (RFC 9110 15.5.21).
  storage_full: () => ({
    text: `There is no room for this note: all your notes together may take up ${env().STORAGE_QUOTA_MB} MB. Make it shorter, or delete another first. What you typed is still here.`,
    field: 'text',
  }),
};

const editNoteSentences: Sentences<'storage_full'> = {
  storage_full: () => ({
    text: `There is no room for this: all notes of one account together may take up ${env().STORAGE_QUOTA_MB} MB, and this one counts in the account of its owner. Make it shorter, or delete another first. What you typed is still here.`,
    field: 'text',
  }),
};

/** To who may not share a note, there is no such note: no sentence. */
const shareNoteSentences: Sentences<Exclude<ShareFailure, 'not_allowed'>> = {
  own_address: () => ({
    text: 'This is your own address. You own this note already.',
    field: 'email',
  }),
  too_many_people: () => ({
    text: 'This note is shared with as many people as it can be. Remove somebody first.',
    field: 'email',
  }),
  too_many_attempts: throttled,
};

export const createNoteAnswer = answersFrom(createNoteSentences);
export const editNoteAnswer = answersFrom(editNoteSentences);
export const shareNoteAnswer = answersFrom(shareNoteSentences);
