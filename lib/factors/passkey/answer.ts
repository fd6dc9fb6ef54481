import 'server-only';
import { z } from 'zod';

/** Much longer than any answer of a browser. */
const LONGEST = 16_384;

const Base64url = z.string().regex(/^[\w-]+$/);

const shared = { id: Base64url.max(2_000), rawId: z.string(), type: z.literal('public-key') };

/** What a browser answers when a passkey has signed (WebAuthn 5.1, AuthenticationResponseJSON). */
const Assertion = z
  .object({
    ...shared,
    response: z.object({
      clientDataJSON: Base64url,
      authenticatorData: Base64url,
      signature: Base64url,
      // Always there, because nobody was named (WebAuthn 7.2, step 6); 64 bytes at most (5.4.3).
      userHandle: Base64url.max(86),
    }),
  })
  .transform((answer) => ({ ...answer, clientExtensionResults: {} }));

/** What it answers when it has made one (RegistrationResponseJSON). */
const Enrolment = z
  .object({
    ...shared,
    response: z.object({
      clientDataJSON: Base64url,
      attestationObject: Base64url,
      transports: z
        .array(z.string().regex(/^[a-z-]{1,20}$/))
        .max(10)
        .catch([])
        .default([]),
    }),
  })
  .transform((answer) => ({ ...answer, clientExtensionResults: {} }));

const ClientData = z.object({
  challenge: Base64url,
  origin: z.string(),
  crossOrigin: z.boolean().default(false),
});

/** The answer of a passkey, with what the browser says of the page that asked; null for what is none. */
export const readAssertion = (text: string) => read(Assertion, text);
/** The same of a new passkey. */
export const readEnrolment = (text: string) => read(Enrolment, text);

export type ReadAssertion = NonNullable<ReturnType<typeof readAssertion>>;
export type ReadEnrolment = NonNullable<ReturnType<typeof readEnrolment>>;

function read<Answer extends { response: { clientDataJSON: string } }>(
  schema: z.ZodType<Answer>,
  text: string,
) {
  if (text.length > LONGEST) return null;
  const answer = schema.safeParse(parsed(text));
  if (!answer.success) return null;
  const said = Buffer.from(answer.data.response.clientDataJSON, 'base64url').toString();
  const client = ClientData.safeParse(parsed(said));
  return client.success ? { answer: answer.data, client: client.data } : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
