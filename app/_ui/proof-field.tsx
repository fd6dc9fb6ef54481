import type { Asked, FormState } from '#forms/problem';
import { Field } from '#ui/field';
import { PasswordField } from '#ui/password-field';

type Props = {
  /** What has to be proven; nothing is asked while there is none. */
  asked: Asked | undefined;
  state: FormState;
  /** The form is about the account of somebody else. */
  isAboutAnother?: boolean;
};

/** The ids of its fields, where they are not their names. */
export const PROOF_IDS = { password: 'current-password' };

/** Whatever somebody is asked to prove who they are by: the one place that knows how that is typed. */
export function ProofField({ asked, state, isAboutAnother }: Props) {
  if (!asked) return null;
  return (
    <>
      <input
        type="email"
        name="username"
        autoComplete="username"
        value={asked.username}
        readOnly
        hidden
      />
      {asked.fields.map(({ name, label, hint }) => {
        const about = { state, label: isAboutAnother ? `Your ${label.toLowerCase()}` : label };
        return name === 'password' ? (
          <PasswordField key={name} kind="current-password" {...about} />
        ) : (
          <Field
            key={name}
            name={name}
            hint={hint}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            required
            {...about}
          />
        );
      })}
    </>
  );
}
