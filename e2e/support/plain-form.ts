/** What a browser without scripts would send: the first form of a page, posted as multipart. */
export async function sendForm(
  site: string,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const page = await (await fetch(site + path, { headers })).text();
  const [first = ''] = page.match(/<form.*?<\/form>/s) ?? [];
  const form = new FormData();
  for (const [input] of first.matchAll(/<input type="hidden"[^>]*>/g)) {
    const name = input.match(/name="([^"]*)"/)?.[1];
    const value = input.match(/value="([^"]*)"/)?.[1] ?? '';
    if (name) form.set(plain(name), plain(value));
  }
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return fetch(site + path, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { Origin: site, ...headers },
  });
}

const plain = (html: string) =>
  html
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&amp;/g, '&');

/** The value of a cookie that an answer sets. */
export const cookieFrom = (answer: Response, name: string) =>
  answer.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.match(/=([^;]+)/)?.[1];
