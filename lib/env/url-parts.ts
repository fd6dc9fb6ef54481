/** What is wrong with an address, as the end of a sentence that begins with the name of its setting. */
export function problemIn(read: (url: string) => unknown, url: string): string | undefined {
  try {
    read(url);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** A part of an address without its escapes. Throws what is wrong, without the part. */
export function decodedPart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error('has a % that stands for no character; write it as %25');
  }
}
