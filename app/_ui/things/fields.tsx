import type { FormState } from '#forms/problem';
import type { ShownField } from '#forms/things/state';
import { Field } from '#ui/field';
import { TextArea } from '#ui/text-area';

type Props = { fields: ShownField[]; state: FormState; isReadOnly?: boolean };

/** What a thing is made of, to be written or, when it can no longer be saved, to be copied. */
export function ThingFields({ fields, state, isReadOnly }: Props) {
  return fields.map(({ name, label, hint, mostTyped }) =>
    mostTyped === undefined ? (
      <Field
        key={name}
        state={state}
        name={name}
        label={label}
        autoComplete="off"
        dir="auto"
        readOnly={isReadOnly}
        required={!isReadOnly}
      />
    ) : (
      <TextArea
        key={name}
        state={state}
        name={name}
        label={label}
        hint={isReadOnly ? undefined : hint}
        readOnly={isReadOnly}
        maxLength={mostTyped}
      />
    ),
  );
}
