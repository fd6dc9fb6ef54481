import type { FormState } from '#forms/problem';
import { Field } from '#ui/field';
import { TextArea } from '#ui/text-area';

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
      />
    </>
  );
}
