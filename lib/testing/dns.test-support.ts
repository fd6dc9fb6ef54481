import { createSocket, type Socket } from 'node:dgram';
import dns from 'node:dns';
import type { AddressInfo } from 'node:net';

/** What a name server answers for a name: the TXT records, each in its pieces; or the number of an error (RFC 1035 4.1.1). */
type Known = string[][] | number;

const NO_SUCH_NAME = 3;

/** A real name server on a loopback port. */
export class TestDns {
  readonly records = new Map<string, Known>();
  #socket: Socket | undefined;
  #before: string[] = [];

  /** Answers "127.0.0.1:PORT". */
  async start(): Promise<string> {
    const socket = createSocket('udp4');
    socket.on('message', (asked, from) =>
      socket.send(this.#answer(asked), from.port, from.address),
    );
    await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
    this.#socket = socket;
    return `127.0.0.1:${(socket.address() as AddressInfo).port}`;
  }

  /** This process asks it from now on. */
  async startHere() {
    this.#before = dns.getServers();
    dns.setServers([await this.start()]);
  }

  stop() {
    if (this.#before.length > 0) dns.setServers(this.#before);
    this.#socket?.close();
  }

  #answer(asked: Buffer): Buffer {
    const { name, end } = questionOf(asked);
    const known = this.records.get(name.toLowerCase()) ?? NO_SUCH_NAME;
    const records = typeof known === 'number' ? [] : known;
    const head = Buffer.alloc(12);
    asked.copy(head, 0, 0, 2);
    head.writeUInt16BE(0x8180 | (typeof known === 'number' ? known : 0), 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(records.length, 6);
    return Buffer.concat([head, asked.subarray(12, end), ...records.map(recordOf)]);
  }
}

/** The name that is asked for, and where the question ends. */
function questionOf(asked: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = asked[at] ?? 0; length > 0; length = asked[at] ?? 0) {
    labels.push(asked.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.'), end: at + 5 };
}

function recordOf(pieces: string[]): Buffer {
  const data = Buffer.concat(
    pieces.map((piece) => Buffer.concat([Buffer.from([piece.length]), Buffer.from(piece)])),
  );
  // The name of the question, TXT, IN, not to be kept.
  const head = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 0, 0, 0]);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
