import { Server } from 'node:http';
import { Server as NetServer } from 'node:net';

/** Loaded into a server by a test (NODE_OPTIONS): it ends each connection with its first answer. */
Server.prototype.listen = function listen(...where) {
  this.maxRequestsPerSocket = 1;
  return NetServer.prototype.listen.apply(this, where);
};

// One key to the captured mail for both, as the processes of one start have it: see lib/crypto/start-secret.
const REGISTRY = Symbol.for('gatehouse');
globalThis[REGISTRY] ??= new Map();
globalThis[REGISTRY].set('start-secret', process.env['START_SECRET_OF_TEST']);
