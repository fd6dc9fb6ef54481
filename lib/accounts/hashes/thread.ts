import 'server-only';
import { setPriority } from 'node:os';
import { compareSync } from 'bcryptjs';
import { md5Crypt } from '#lib/accounts/hashes/md5-crypt';
import { phpassDigest } from '#lib/accounts/hashes/phpass-digest';
import { shaCrypt } from '#lib/accounts/hashes/sha-crypt';
import { answerQuestions } from '#lib/accounts/thread';
import { equal } from '#lib/crypto/tokens';

const COMPARE = {
  bcrypt: (typed: string, stored: string) => compareSync(typed, stored),
  phpass: (typed: string, stored: string) => equal(phpassDigest(typed, stored), stored),
  md5: (typed: string, stored: string) => equal(md5Crypt(typed, stored), stored),
  sha: (typed: string, stored: string) => equal(shaCrypt(typed, stored), stored),
};

export type ThreadHash = keyof typeof COMPARE;
export type ThreadQuestion = { kind: ThreadHash; stored: string; typed: string };

const BELOW_NORMAL = 10;
// On Linux a priority is that of a thread: pages stay quick meanwhile.
if (process.platform === 'linux') setPriority(BELOW_NORMAL);
answerQuestions(({ kind, stored, typed }: ThreadQuestion) => COMPARE[kind](typed, stored));
