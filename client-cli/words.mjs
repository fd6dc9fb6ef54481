import { parseArgs } from 'node:util';
import * as account from './account.mjs';
import { calledAs, EXIT, Failure } from './failure.mjs';
import * as notes from './notes.mjs';
import { DEFAULT_SITE } from './site.mjs';

const text = { type: 'string' };
const flag = { type: 'boolean' };

/** Each command: what it does, the words it takes, and its options. */
const COMMANDS = {
  login: { run: account.login, options: { url: text, browser: flag } },
  whoami: { run: account.whoami, options: { json: flag } },
  'notes list': { run: notes.listNotes, options: { json: flag } },
  'notes show': { run: notes.showNote, takes: ['id'], options: { json: flag } },
  'notes add': { run: notes.addNote, takes: ['title'], options: { text, json: flag } },
  'notes share': { run: notes.shareNote, takes: ['id', 'email'], options: { as: text } },
  sessions: { run: account.sessions, options: { json: flag } },
  'sessions end': { run: account.endSession, takes: ['id'] },
  logout: { run: account.logout, options: { local: flag } },
};

export const USAGE = `gatehouse-cli: your account and notes in a Gatehouse, from the terminal

  login [--url ADDRESS]      sign in: shows a code to type in any browser
        [--browser]          or in the browser of this machine
  whoami [--json]            who is signed in, and where
  notes list [--json]        the notes you may see
  notes show ID [--json]     one note
  notes add TITLE            make a note; its text is --text TEXT, or standard input
  notes share ID EMAIL       let somebody read it, or write it: --as viewer|editor
  sessions [--json]          where you are signed in
  sessions end ID            sign out there
  logout [--local]           sign out here; --local tells only this machine
  --help, --version

GATEHOUSE_TOKEN in the environment, a personal access token, takes the place of a sign-in; GATEHOUSE_URL is its site.
ADDRESS is ${DEFAULT_SITE}, or the one you signed in at last.
Ends with 0 done, 1 failed, 2 used wrongly, 3 no such thing, 4 not signed in.`;

/** What somebody typed: the function that does it, and what it takes. Refuses one word too many or too few. */
export function readWords(words) {
  const name = [words.slice(0, 2).join(' '), words[0]].find((one) => Object.hasOwn(COMMANDS, one));
  if (!name)
    throw wrong(words.length > 0 ? `There is no command "${words[0]}".` : 'Say what to do.');
  const { run, takes = [], options = {} } = COMMANDS[name];
  const { values, positionals } = parsed(words.slice(name.split(' ').length), options);
  if (positionals.length !== takes.length)
    throw wrong(
      `"${name}" takes ${takes.length === 0 ? 'no word' : takes.map((one) => one.toUpperCase()).join(' and ')}.`,
    );
  if (values.as && !/^(viewer|editor)$/.test(values.as)) throw wrong('--as is viewer or editor.');
  const named = Object.fromEntries(takes.map((place, at) => [place, positionals[at]]));
  return { run, given: { ...values, ...named } };
}

function parsed(args, options) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw wrong(error.message.split('. ')[0]);
  }
}

const wrong = (message) => new Failure(`${message} See: ${calledAs()} --help`, EXIT.usage);
