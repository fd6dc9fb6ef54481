import { createServer } from 'node:http';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into the server by a test (NODE_OPTIONS): measures how long its one thread works without looking up, in
 * milliseconds of its own processor time, so that what else runs on the machine does not count. A request to
 * PROBE_PORT answers the longest since the one before.
 */
if (isMainThread && process.argv[1]?.endsWith('serve.ts')) {
  const used = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let [last, longest] = [used(), 0];
  const look = () => {
    const now = used();
    longest = Math.max(longest, now - last);
    last = now;
  };
  setInterval(look, 2).unref();
  createServer((_, response) => {
    look();
    response.end(String(longest));
    longest = 0;
  })
    .listen(Number(process.env['PROBE_PORT']), '127.0.0.1')
    .unref();
}
