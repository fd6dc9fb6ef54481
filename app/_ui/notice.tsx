type Props = { words: Record<string, string>; done: string | string[] | undefined };

/** What has just been done: the sentence for the word that a redirect brought along, if there is one. */
export function Notice({ words, done }: Props) {
  if (typeof done !== 'string' || !Object.hasOwn(words, done)) return null;
  return (
    <p className="notice" role="status">
      {words[done]}
    </p>
  );
}
