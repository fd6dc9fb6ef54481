import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Hears what systemd would at this socket, one message a line; the barrier of systemd-notify is none. */
const LISTENER = `import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print("bound", flush=True)
while True:
    said = s.recv(4096).decode().strip()
    if not said.startswith("BARRIER"):
        print(said, flush=True)
`;

/** A socket like that of systemd, for every user, and what was said to it. Node has none of this kind. */
export async function openNotifySocket() {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-notify-'));
  const path = join(folder, 'notify');
  const listener = spawn('/usr/bin/python3', ['-c', LISTENER, path]);
  let heard = '';
  const bound = once(listener.stdout, 'data');
  listener.stdout.on('data', (text) => {
    heard += text;
  });
  await bound;
  chmodSync(folder, 0o755);
  chmodSync(path, 0o777);
  return {
    path,
    heard: () => heard.split('\n').filter((line) => line !== '' && line !== 'bound'),
    async close() {
      const ended = once(listener, 'exit');
      listener.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
