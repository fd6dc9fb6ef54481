/**
 * The fields of our forms that hold what somebody typed, by name, with the words for them: where a form cannot
 * be shown again, its text is given back under these. Any other field is carried along unseen.
 */
export const TYPED_FIELDS: Readonly<Record<string, string>> = {
  title: 'Title',
  text: 'Text',
  name: 'Name',
  email: 'Email',
  reason: 'Reason',
  until: 'Until (in your time zone)',
  user_code: 'Device code',
  code: 'Six-digit code',
};

/** The fields that are never shown again, whatever comes: they are asked for anew. */
export const SECRET_LABELS: Readonly<Record<string, string>> = {
  password: 'Password',
  current: 'Current password',
  factor: 'Proof',
};

/** Whether a form brings text that somebody would have to type again. */
export const holdsText = (formData: unknown): boolean =>
  formData instanceof FormData &&
  Object.keys(TYPED_FIELDS).some((name) => String(formData.get(name) ?? '').trim() !== '');
