import { createServer, type Server } from 'node:net';

/** The addresses that this setting means: this machine under both kinds of address, or the one given. */
export const addressesOf = (listen: string): string[] =>
  listen === 'localhost' ? ['127.0.0.1', '::1'] : [listen];

/** Where this process reaches itself. */
export function ownAddress(listen: string, port: number): string {
  const [address = ''] = addressesOf(listen);
  const known = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address] ?? address;
  return `http://${known.includes(':') ? `[${known}]` : known}:${port}`;
}

/**
 * Opens the port for one HTTP server at each address; closing it closes all. An address that this machine does
 * not have (::1 where IPv6 is off) is left out, unless it is the only one.
 */
export function listenAt(http: Server, port: number, addresses: string[], ready: () => void) {
  const [first = '127.0.0.1', ...more] = addresses;
  const others = more.map((address) => {
    const other = createServer(LIKE_HTTP, (socket) => http.emit('connection', socket));
    other.on('error', (error: NodeJS.ErrnoException) => {
      if (!isMissing(error)) http.emit('error', error);
    });
    return other.listen(port, address);
  });
  closeTogether(http, others);
  http.listen(port, first, ready);
}

/** As Node makes the sockets of its HTTP servers. */
const LIKE_HTTP = { allowHalfOpen: true, noDelay: true };

const isMissing = ({ code }: NodeJS.ErrnoException) =>
  code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';

function closeTogether(http: Server, others: Server[]) {
  const close = http.close.bind(http);
  http.close = (done) => {
    const ends = others
      .filter(({ listening }) => listening)
      .map((other) => new Promise((end) => other.close(end)));
    return close((error) => void Promise.all(ends).then(() => done?.(error)));
  };
}
