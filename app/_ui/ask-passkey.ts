/** What of the browser is used for passkeys; no library of ours does it. */
type Asking = {
  /** Where its page gets what to ask for. */
  at: string;
  /** For which account the page was made. */
  mark: string | null;
  /** A new one is made. */
  isNew?: boolean;
  /** It is offered in a field, and nobody is interrupted. */
  isAutofill?: boolean;
  /** For how long. */
  lastsMs?: number;
  /** Nobody waits for it any more. */
  until?: AbortSignal;
};

/** Nobody answered in time: it is asked for anew. */
export class Outlasted extends Error {}

export const browserTakesPasskeys = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' &&
  'parseRequestOptionsFromJSON' in PublicKeyCredential &&
  'parseCreationOptionsFromJSON' in PublicKeyCredential;

export const offersInFields = async (): Promise<boolean> =>
  browserTakesPasskeys() &&
  ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false);

/** A browser asks one thing at a time: the next one waits until the one before has stopped. */
let current: { stop: AbortController; isOver: Promise<unknown> } | undefined;

/** Asks the person for a passkey; gives what it signed, to be sent to the server. Stops what was asked before. */
export function askPasskey(asking: Asking): Promise<string> {
  const before = current;
  const stop = new AbortController();
  before?.stop.abort();
  asking.until?.addEventListener('abort', () => stop.abort());
  const answer = (before?.isOver ?? Promise.resolve()).then(() => ask(asking, stop));
  current = { stop, isOver: answer.catch(() => {}) };
  return answer;
}

async function ask({ at, mark, isNew, isAutofill, lastsMs }: Asking, stop: AbortController) {
  const { signal } = stop;
  const body = new URLSearchParams({ made_for: mark ?? '' });
  const answer = await fetch(at, { method: 'POST', body, signal, redirect: 'error' });
  if (!answer.ok) throw new Error('There is nothing to ask for.');
  const options = await answer.json();
  signal.throwIfAborted();
  const timer = lastsMs ? setTimeout(() => stop.abort(new Outlasted()), lastsMs) : undefined;
  try {
    const made = isNew ? create(options, signal) : get(options, signal, isAutofill);
    return JSON.stringify(((await made) as PublicKeyCredential).toJSON());
  } catch (error) {
    throw signal.reason instanceof Outlasted ? signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

const create = (options: PublicKeyCredentialCreationOptionsJSON, signal: AbortSignal) =>
  navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
    signal,
  });

const get = (
  options: PublicKeyCredentialRequestOptionsJSON,
  signal: AbortSignal,
  isAutofill = false,
) =>
  navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
    signal,
    ...(isAutofill && { mediation: 'conditional' as const }),
  });

/** Sends a form with what a passkey answered. It stands in no field, so it is sent once. */
export function sendWithPasskey(form: HTMLFormElement, answer: string) {
  const add = ({ formData }: FormDataEvent) => formData.set('passkey', answer);
  form.addEventListener('formdata', add);
  form.requestSubmit();
  form.removeEventListener('formdata', add);
}

/** Tells the device that the site knows this passkey no more, so that it is not offered again. */
export async function forgetPasskey(answer: string) {
  const { id: credentialId } = JSON.parse(answer) as { id: string };
  await signals().signalUnknownCredential?.({ rpId: location.hostname, credentialId });
}

/** Tells the device which passkeys an account has, so that it offers no other. */
export async function tellPasskeys(userId: string, allAcceptedCredentialIds: string[]) {
  const all = { rpId: location.hostname, userId, allAcceptedCredentialIds };
  await signals().signalAllAcceptedCredentials?.(all);
}

type Signals = {
  signalUnknownCredential?(of: { rpId: string; credentialId: string }): Promise<void>;
  signalAllAcceptedCredentials?(of: {
    rpId: string;
    userId: string;
    allAcceptedCredentialIds: string[];
  }): Promise<void>;
};

const signals = () => (browserTakesPasskeys() ? PublicKeyCredential : {}) as Signals;
