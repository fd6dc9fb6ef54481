import type { FormState } from '#forms/problem';
import { Field } from '#ui/field';
import { TextArea } from '#ui/text-area';

/**
 * Three times what a text may have: what is cut off here is refused in words, and the rest is kept. More could not be
 * given back, for the front door refuses it unread (lib/server/http/rules).
 */
const MOST_IN_FIELD = 60_001;

/** What a note is made of, to be written or, when it can no longer be saved, to be copied. */
export function NoteFields({ state, isReadOnly }: { state: FormState; isReadOnly?: boolean }) {
  return (
    <>
      <Field
        state={state}
        name="title"
        label="Title"
        autoComplete="off"
        dir="auto"
        readOnly={isReadOnly}
        required={!isReadOnly}
      />
      <TextArea
        state={state}
        name="text"
        label="Text"
        hint={isReadOnly ? undefined : 'Up to 20,000 characters.'}
        readOnly={isReadOnly}
        maxLength={MOST_IN_FIELD}
      />
    </>
  );
}
