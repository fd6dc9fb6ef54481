/** Stands for the nonce of a page until there is one. */
export const NONCE = '{nonce}';

/** Sites are written as `https://api.acme.test` or `https://*.acme.test`. A script needs no line: it has its nonce. */
export type PolicyAdditions = {
  /** Where scripts may send something and ask for something: also `wss://…`. */
  connect?: readonly string[];
  /** Where pictures may come from: also `blob:`, what a script made. */
  img?: readonly string[];
  /** Where sound and films may come from: also `'self'` and `blob:`. */
  media?: readonly string[];
  font?: readonly string[];
  /** Where style sheets may come from. */
  style?: readonly string[];
  /** Which sites a page may show in a frame: also `'self'`, of which no page lets itself be shown. */
  frame?: readonly string[];
  /** Where forms may be sent: a payment page. */
  form?: readonly string[];
  /**
   * Elements may have a `style` attribute, as many component libraries write. Then whoever manages to put HTML into a page
   * can move and hide what stands there; they run no script.
   */
  styleAttributes?: true;
};

type Directive = Exclude<keyof PolicyAdditions, 'styleAttributes'>;

/** Each kind of addition with its directive, what that allows without one, and the words it takes besides sites. */
const DIRECTIVES: Record<Directive, { name: string; own: string; words: readonly string[] }> = {
  connect: { name: 'connect-src', own: "'self'", words: [] },
  img: { name: 'img-src', own: "'self' data:", words: ['blob:'] },
  media: { name: 'media-src', own: '', words: ["'self'", 'blob:'] },
  font: { name: 'font-src', own: "'self'", words: [] },
  style: { name: 'style-src', own: `'self' 'nonce-${NONCE}'`, words: [] },
  frame: { name: 'frame-src', own: '', words: ["'self'"] },
  form: { name: 'form-action', own: "'self'", words: [] },
};

const KINDS = Object.keys(DIRECTIVES) as Directive[];
const SITE = /^(https|wss):\/\/(\*\.)?([a-z0-9-]+\.)+[a-z][a-z0-9-]*(:\d{1,5})?$/;
const TOP_LEVEL = /^\w+:\/\/\*\.[a-z0-9-]+(:|$)/;

/** What is wrong with these additions, a sentence for each. */
export function policyFaults(additions: PolicyAdditions): string[] {
  const unknown = Object.keys(additions).filter(
    (kind) => kind !== 'styleAttributes' && !KINDS.includes(kind as Directive),
  );
  return [
    ...unknown.map((kind) => `"${kind}" is nothing that can be added.`),
    ...KINDS.flatMap((kind) =>
      (additions[kind] ?? [])
        .filter((source) => !mayStand(kind, source))
        .map(
          (source) =>
            `${kind} has "${source}": write https://api.acme.test or https://*.acme.test.`,
        ),
    ),
  ];
}

function mayStand(kind: Directive, source: string): boolean {
  if (DIRECTIVES[kind].words.includes(source)) return true;
  if (source.startsWith('wss:') && kind !== 'connect') return false;
  return SITE.test(source) && !TOP_LEVEL.test(source);
}

/** The rules of a policy that a product may add to, with what is added. What nothing may come from has no rule of its own. */
export function sourceRules(additions: PolicyAdditions): string[] {
  const rules = KINDS.map((kind) => {
    const { name, own } = DIRECTIVES[kind];
    return [name, own, ...(additions[kind] ?? [])].filter(Boolean);
  });
  const said = rules.filter((rule) => rule.length > 1).map((rule) => rule.join(' '));
  return additions.styleAttributes ? [...said, "style-src-attr 'unsafe-inline'"] : said;
}
