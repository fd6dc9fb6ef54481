import type { FormState } from '#forms/problem';
import type { Texts } from '#texts/complete';
import { Field } from '#ui/field';
import { TextArea } from '#ui/text-area';

/**
 * Three times what a text may have: what is cut off here is refused in words, and the rest is kept. More could not be
 * given back, for the front door refuses it unread (lib/server/http/request-rules).
 */
const MOST_IN_FIELD = 60_001;

type Props = { text: Texts['noteForm']; state: FormState; isReadOnly?: boolean };

/** What a note is made of, to be written or, when it can no longer be saved, to be copied. */
export function NoteFormFields({ text, state, isReadOnly }: Props) {
  return (
    <>
      <Field
        state={state}
        name="title"
        label={text.title}
        autoComplete="off"
        dir="auto"
        readOnly={isReadOnly}
        required={!isReadOnly}
      />
      <TextArea
        state={state}
        name="text"
        label={text.text}
        hint={isReadOnly ? undefined : text.hint}
        readOnly={isReadOnly}
        maxLength={MOST_IN_FIELD}
      />
    </>
  );
}
