import autocannon from 'autocannon';

type Asked = {
  url: string;
  /** What every answer has to be; another one and the measurement fails. */
  status: number;
  connections: number;
  headers?: Record<string, string>;
  /** Asked in turn by each connection, with these headers besides. */
  each?: Record<string, string>[];
  /** Sent with each, as a form. */
  forms?: Record<string, string>[];
} & ({ seconds: number } | { requests: number });

/** Asks for one page again and again over so many kept-alive connections; answers requests per second. */
export async function load({
  url,
  status,
  connections,
  headers = {},
  each,
  forms,
  ...length
}: Asked): Promise<number> {
  // A number of requests is over with its last answer, which is looked for every ten milliseconds.
  const amount =
    'seconds' in length
      ? { duration: length.seconds }
      : { amount: length.requests, duration: 600, sampleInt: 10 };
  const turns = each
    ? {
        requests: each.map((more, nth) => ({
          headers: { ...headers, ...more },
          ...formOf(forms?.[nth]),
        })),
      }
    : {};
  const result = await autocannon({ url, connections, headers, ...turns, ...amount });
  const { errors, timeouts, statusCodeStats, requests, duration } = result;
  const others = Object.keys(statusCodeStats).filter((code) => code !== String(status));
  if (errors + timeouts > 0 || others.length > 0 || requests.total === 0)
    throw new Error(
      `${url} was to answer ${status}: ${errors} errors, ${timeouts} timeouts, answers ${JSON.stringify(statusCodeStats)}`,
    );
  return requests.total / duration;
}

const formOf = (form: Record<string, string> | undefined) =>
  form && { method: 'POST' as const, body: String(new URLSearchParams(form)) };
