import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { lookAt, PAST } from '#e2e/prove/against';
import { expect, test } from '#e2e/support/test';

const SESSION = 'Zr4Tn8Vb3q7Zk2mXw9Lp';

/** In halves, so that the page itself holds none of what its script puts somewhere. */
const LATE = `'${SESSION.slice(0, 9)}' + '${SESSION.slice(9)}'`;
const PAGE = `<!doctype html><title>Sign in elsewhere</title>
<form method="post" action="/in"><input name="email"><input name="password" type="password"></form>
<script src="/app.js"></script>`;
const SCRIPT = `
  localStorage.access_token = '0123456789abcdef0123';
  document.cookie = 'sessionid=0123456789abcdef0123';
  const kept = ${LATE};
  window.onkeydown = () => kept.length;
  document.forms[0].dataset.csrf = kept;
  fetch('/collect', { method: 'POST', body: kept });
  fetch('http://tracker.example.org/pixel?a=b').catch(() => {});
  new Image().src = '/pixel';
  new WebSocket('ws://' + location.host + '/socket');
`;
/** What would ask past the rule for requests, each by its name; `PACKETS` is a socket that counts what comes. */
const TRIES: Record<string, string> = {
  SharedWorker: `new SharedWorker('/past.js').port.start()`,
  Worker: `new Worker('/past.js')`,
  'SharedWorker of a frame': `
    const frame = document.body.appendChild(document.createElement('iframe'));
    new frame.contentWindow.SharedWorker('/past.js', 'framed').port.start()`,
  fetchLater: `fetchLater('/past', { method: 'POST', activateAfter: 0 })`,
  WebTransport: `new WebTransport('https://127.0.0.1:PACKETS/').ready.catch(() => {})`,
  RTCPeerConnection: `
    const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:PACKETS' }] });
    peer.createDataChannel('');
    peer.createOffer().then((offer) => peer.setLocalDescription(offer))`,
};
const IN_WORKER = `
  fetch('/past', { method: 'POST' });
  new WebSocket('ws://' + location.host + '/past');
`;
const triesOf = (packets: number) =>
  Object.values(TRIES)
    .map((one) => `try { ${one.replace('PACKETS', String(packets))} } catch {}`)
    .join('\n');

const ANSWERS: Record<string, [type: string, text: string]> = {
  '/sign-in': ['text/html', PAGE],
  '/app.js': ['text/javascript', SCRIPT],
  '/past.js': ['text/javascript', IN_WORKER],
  '/app.js.map': ['application/json', '{"version":3,"sourcesContent":["const a = 1"]}'],
};

/** Somebody else’s site, whose sign-in page leaks. */
async function startElsewhere() {
  const asked: string[] = [];
  const packets = createSocket('udp4', () => asked.push('a packet')).bind(0, '127.0.0.1');
  await once(packets, 'listening');
  const note = ({ method, url }: IncomingMessage) => asked.push(`${method} ${url}`);
  const server = createServer((request, response) => {
    note(request);
    // This machine by a name that is not counted as this machine: a redirect there is not followed.
    if (request.url === '/pixel')
      response.writeHead(302, {
        Location: `http://[::ffff:127.0.0.1]:${request.socket.localPort}/away`,
      });
    const [type, text] = ANSWERS[request.url ?? ''] ?? ['text/plain', ''];
    if (request.url === '/pixel') response.end();
    else
      response
        .writeHead(200, { 'Set-Cookie': `id=${SESSION}; HttpOnly`, 'Content-Type': type })
        .end(request.url === '/app.js' ? text + triesOf(packets.address().port) : text);
  });
  server.on('upgrade', (request, socket) => {
    note(request);
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => {
      server.close();
      packets.close();
    },
  };
}

test('a page of somebody else is looked at, its leaks are named, and nothing is sent there', async () => {
  const site = await startElsewhere();
  const { title, suspects, keptBack } = await lookAt(`${site.url}/sign-in`, false);
  site.close();
  expect(title).toBe('Sign in elsewhere');
  for (const says of [
    'the HttpOnly cookie id in document',
    'the HttpOnly cookie id in memory of scripts',
    'something called access_token in localStorage',
    'the cookie sessionid, which every script can read',
    'the sources in source map',
  ])
    expect(suspects).toContainEqual(expect.stringContaining(says));
  expect(suspects.join('\n')).not.toContain(SESSION);
  expect(keptBack).toEqual(
    expect.arrayContaining([
      `POST ${site.url}/collect`,
      'GET http://tracker.example.org/pixel',
      expect.stringMatching(/^WebSocket /),
    ]),
  );
  expect(site.asked.filter((one) => !/^GET \/(sign-in|app\.js|app\.js\.map|favicon\.ico|pixel)$/.test(one))).toEqual([]); // biome-ignore format: one call
});

test('what could ask past that is tried by the page above', () => {
  const isTried = (name: string) => Object.values(TRIES).join().includes(`new ${name}(`);
  const untried = PAST.filter((name) => !isTried(name) && !(name in TRIES));
  // By another name, and behind a flag.
  expect(untried).toEqual(['webkitRTCPeerConnection', 'WebSocketStream']);
});

test('nothing of our own sign-in page looks like a leak', async ({ server }) => {
  const { suspects, texts } = await lookAt(`${server.url}/sign-in`, false);
  expect(suspects).toEqual([]);
  expect(texts).toBeGreaterThan(20);
});
