import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { type Probe, passed, unseen, verdictOf } from '#lib/operator/asvs/probe';

const PATIENCE_MS = 2_000;

const answersAt = (host: string, port: number) =>
  new Promise<boolean>((done) => {
    const socket = connect({ host, port, timeout: PATIENCE_MS });
    const end = (isOpen: boolean) => {
      socket.destroy();
      done(isOpen);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });

/** The addresses of this machine that others may reach. */
const outside = () =>
  Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
    .map(({ address }) => address);

export const listenProbe: Probe = {
  about: 'Whether the port, which speaks plain http, is open at an address that others reach.',
  look: async ({ settings, own }) => {
    const { PORT: port } = settings;
    if (!(await answersAt(own.hostname.replace(/^\[|\]$/g, ''), port)))
      return unseen(`Nothing answers at port ${port}.`);
    const addresses = outside();
    if (addresses.length === 0) return passed('This machine has no address that others reach.');
    const open = await Promise.all(
      addresses.map(async (address) => ((await answersAt(address, port)) ? [address] : [])),
    );
    return verdictOf(
      open
        .flat()
        .map(
          (address) =>
            `Port ${port} answers at ${address}, without https: only a proxy may reach it.`,
        ),
      `Port ${port} is closed at ${addresses.length} addresses of this machine.`,
    );
  },
};
