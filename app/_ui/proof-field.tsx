import type { AskedProof, FormState } from '#forms/problem';
import { fill } from '#texts/fill';
import { inSentence } from '#texts/in-sentence';
import { useCommonText } from '#ui/common-text';
import { Field } from '#ui/field';
import { PasskeyButton } from '#ui/passkey-button';
import { PasswordField } from '#ui/password-field';
import { UsernameField } from '#ui/username-field';

type Props = {
  /** What has to be proven; nothing is asked while there is none. */
  asked: AskedProof | undefined;
  state: FormState;
  /** The form is about the account of somebody else. */
  isAboutAnother?: boolean;
  /** Where a passkey is asked for. */
  passkeyAt?: string;
};

/** The ids of its fields, where they are not their names. */
export const PROOF_IDS = { password: 'current-password' };

const CONFIRM = '/confirm/passkey';

/** Whatever somebody is asked to prove who they are by. */
export function ProofField({ asked, state, isAboutAnother, passkeyAt = CONFIRM }: Props) {
  const { your, needsScript, locale } = useCommonText();
  if (!asked) return null;
  return (
    <>
      <UsernameField value={asked.username} />
      {asked.fields.map(({ label, ...field }) => (
        <AskedField
          key={field.name}
          {...field}
          state={state}
          label={isAboutAnother ? fill(your, { label: inSentence(label, locale) }) : label}
          called={label}
        />
      ))}
      {asked.takesPasskey && <PasskeyButton at={passkeyAt} />}
      {asked.takesPasskey && asked.fields.length === 0 && (
        <noscript>
          <p className="notice warn">{needsScript}</p>
        </noscript>
      )}
    </>
  );
}

/** One thing that proves who somebody is: the one place that knows how it is typed. */
export function AskedField({
  name,
  called,
  ...about
}: AskedProof['fields'][number] & { state: FormState; called?: string }) {
  if (name === 'password')
    return <PasswordField kind="current-password" called={called} {...about} />;
  return (
    <Field
      name={name}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      required
      {...about}
    />
  );
}
