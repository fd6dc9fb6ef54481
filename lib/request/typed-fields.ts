import { ALL_THINGS } from '#lib/product/resources';
import { say, sayKnown } from '#texts/say';

/** What people fill in of a thing of the product. */
const labelsOf = ({ kind, fields }: { kind: string; fields: object }) =>
  Object.keys(fields).map((name) => [
    name,
    () => sayKnown('thingFields', `${kind}:${name}`) ?? name,
  ]);

type Labels = Readonly<Record<string, () => string>>;

/**
 * The fields of our forms that hold what somebody typed, by name, with the words for them: where a form cannot
 * be shown again, its text is given back under these. Any other field is carried along unseen.
 */
export const TYPED_FIELDS: Labels = {
  ...Object.fromEntries(ALL_THINGS.flatMap(labelsOf)),
  name: () => say('profileForm.name'),
  email: () => say('common.email'),
  reason: () => say('disableForm.reason'),
  until: () => say('givenBack.until'),
  user_code: () => say('givenBack.deviceCode'),
  code: () => say('codeForms.code'),
};

/** The fields that are never shown again, whatever comes: they are asked for anew. */
export const SECRET_LABELS: Labels = {
  password: () => say('signInForm.password'),
  current: () => say('changePasswordForm.current'),
  factor: () => say('givenBack.factor'),
};

/** Whether a form brings text that somebody would have to type again. */
export const holdsText = (formData: unknown): boolean =>
  formData instanceof FormData &&
  Object.keys(TYPED_FIELDS).some((name) => String(formData.get(name) ?? '').trim() !== '');
