'use client';

import type { AskedProof } from '#forms/problem';
import type { Texts } from '#texts/complete';
import { CheckField } from '#ui/check-field';
import { EmailField } from '#ui/email-field';
import { Form } from '#ui/form';
import { AskedField, PROOF_IDS } from '#ui/proof-field';
import { SubmitButton } from '#ui/submit-button';
import { useAct } from '#ui/use-act';
import { ZoneField } from '#ui/zone-field';
import { signInAction } from './actions';
import { PasskeySignIn } from './passkey';

type Props = {
  text: Texts['signInForm'];
  /** Of a form that mails a code: there is nothing to type beside the address. */
  codeText: Texts['signInCodeForm'] | null;
  /** What is typed beside the address; null where a mailed code is all that is offered for that. */
  way: { kind: string; fields: AskedProof['fields'] } | null;
  next: string;
  /** Of whoever is expected here; null for anybody. */
  email: string | null;
  /** The way to a new password; null where none is offered. */
  forgot: string | null;
  notice: string | null;
  /** A code can be mailed instead. */
  mailsCode: boolean;
  takesPasskey: boolean;
  /** Of the form as it is shown now. */
  number: string;
};

export function SignInForm({
  text,
  codeText,
  way,
  next,
  email,
  forgot,
  notice,
  mailsCode,
  takesPasskey,
  number,
}: Props) {
  const [state, action, isPending] = useAct(signInAction, {});
  return (
    <Form
      title={text.title}
      state={state}
      action={action}
      isPending={isPending}
      submit={codeText ? [codeText.submit, codeText.submitting] : [text.submit, text.submitting]}
      ids={PROOF_IDS}
      after={
        <>
          {takesPasskey && <PasskeySignIn state={state} />}
          {way && mailsCode && (
            <SubmitButton
              says={text.mailCode}
              pressed={{ name: 'instead', value: 'code' }}
              className="btn-quiet btn-full"
              isPending={isPending}
            />
          )}
        </>
      }
      intro={
        <>
          {notice && !state.problems && (
            <p className="notice warn" role="status">
              {notice}
            </p>
          )}
          {codeText && <p>{codeText.intro}</p>}
        </>
      }
    >
      <EmailField
        state={email ? { ...state, values: { email, ...state.values } } : state}
        autoComplete="username webauthn"
      />
      {way?.fields.map((field) => (
        <AskedField key={field.name} state={state} {...field} />
      ))}
      <div className="row">
        <CheckField
          name="remember"
          isOn={state.values?.['remember'] === 'on'}
          text={text.remember}
        />
        {forgot && <a href={forgot}>{text.forgot}</a>}
      </div>
      {way ? (
        <input type="hidden" name="by" value={way.kind} />
      ) : (
        <input type="hidden" name="instead" value="code" />
      )}
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="form" value={number} />
      <ZoneField />
    </Form>
  );
}
