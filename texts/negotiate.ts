import { isLanguage, type Language } from '#texts/languages';

const MOST_READ = 500;

/**
 * The language of ours that a browser asks for most (RFC 9110, 12.5.4): `de-AT` is content with German; one that is worth nothing
 * (`q=0`) is not spoken. English, where it asks for none that we have.
 */
export function languageAsked(accept: string | undefined): Language {
  const asked = (accept ?? '').slice(0, MOST_READ).split(',').map(read);
  const ours = asked.filter(({ name, worth }) => worth > 0 && isLanguage(name));
  const best = ours.reduce((one, other) => (other.worth > one.worth ? other : one), NONE);
  return best.name as Language;
}

const NONE = { name: 'en', worth: 0 };

function read(range: string) {
  const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
  const [, worth] = parameters.join(';').match(/^\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*$/) ?? [];
  return {
    name: tag.trim().split('-')[0] ?? '',
    worth: parameters.length > 0 ? Number(worth ?? 0) : 1,
  };
}
