import { parseArgs } from 'node:util';
import * as account from './account.mjs';
import { calledAs, EXIT, Failure } from './failure.mjs';
import { THINGS } from './product.mjs';
import { DEFAULT_SITE } from './site.mjs';
import { verbsOf } from './things.mjs';

const text = { type: 'string' };
const flag = { type: 'boolean' };

/** Each command on things of a kind: what it does, the words it takes, its options, and how the help says it. */
function commandsOn(thing) {
  const { plural, one, fields } = thing;
  const [called, ...others] = fields;
  const does = verbsOf(thing);
  const long = others.at(-1);
  const typed = Object.fromEntries(others.map((name) => [name, text]));
  return {
    [`${plural} list`]: {
      run: does.list,
      options: { json: flag },
      help: ['[--json]', `the ${plural} you may see`],
    },
    [`${plural} show`]: {
      run: does.show,
      takes: ['id'],
      options: { json: flag },
      help: ['ID [--json]', `one ${one}`],
    },
    [`${plural} add`]: {
      run: does.add,
      takes: [called],
      options: { ...typed, json: flag },
      help: [
        called.toUpperCase(),
        `make ${/^[aeiou]/.test(one) ? 'an' : 'a'} ${one}${long ? `; its ${long} is --${long} ${long.toUpperCase()}, or standard input` : ''}`,
      ],
    },
    [`${plural} share`]: {
      run: does.share,
      takes: ['id', 'email'],
      options: { as: text },
      help: ['ID EMAIL', 'let somebody read it, or write it: --as viewer|editor'],
    },
  };
}

const ON_THINGS = Object.assign({}, ...THINGS.map(commandsOn));

/** Each command: what it does, the words it takes, and its options. */
const COMMANDS = {
  login: { run: account.login, options: { url: text, browser: flag } },
  whoami: { run: account.whoami, options: { json: flag } },
  ...ON_THINGS,
  sessions: { run: account.sessions, options: { json: flag } },
  'sessions end': { run: account.endSession, takes: ['id'] },
  logout: { run: account.logout, options: { local: flag } },
};

const helpOnThings = Object.entries(ON_THINGS)
  .map(
    ([
      name,
      {
        help: [words, says],
      },
    ]) => `  ${`${name} ${words}`.padEnd(25)}  ${says}\n`,
  )
  .join('');

export const USAGE = `gatehouse-cli: ${['your account', ...THINGS.map(({ plural }) => plural)].join(' and ')} in a Gatehouse, from the terminal

  login [--url ADDRESS]      sign in: shows a code to type in any browser
        [--browser]          or in the browser of this machine
  whoami [--json]            who is signed in, and where
${helpOnThings}  sessions [--json]          where you are signed in
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
