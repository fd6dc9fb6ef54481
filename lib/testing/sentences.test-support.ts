import { globSync } from 'node:fs';
import { relative } from 'node:path';
import {
  isBinaryExpression,
  isCallExpression,
  isJsxAttribute,
  isJsxExpression,
  isJsxText,
  isNewExpression,
  isNoSubstitutionTemplateLiteral,
  isStringLiteral,
  isTaggedTemplateExpression,
  isTemplateHead,
  isTemplateMiddleOrTemplateTail,
  isTypeNode,
  type JsxAttribute,
  type Node,
} from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';

/** What people see or hear of an element, besides what stands in it. */
const SEEN =
  /^(aria-(label|description|roledescription|valuetext)|alt|hint|label|legend|of|part|placeholder|says|submit|title|used|whilePending|words)$/;

/** What looks like words: it begins with a capital, as no code of ours does, or there are two. */
const SENTENCE = /^\s*\p{Lu}[\p{L}’']*(?=[\s,:;.…!?]|$)|\p{L}{2,},? \p{L}{2,}/u;
/** A piece between values: words with room around them. */
const PIECE = /\s\p{L}{2,}|\p{L}{2,}[\s,.…!?]/u;
const LETTER = /\p{L}/u;

/** Every source file below a folder, or the file itself. */
export const sourcesOf = (places: string[]) =>
  places.flatMap((place) =>
    /\.tsx?$/.test(place)
      ? [place]
      : globSync(`${place}/**/*.{ts,tsx}`).filter((path) => !/\.test(-support)?\.tsx?$/.test(path)),
  );

/**
 * The sentences that stand in these files, as "path: what it says", by the syntax of the compiler: text in elements,
 * what attributes that people see or hear say, and whatever else looks like a sentence. What only the server's log
 * reads, the message of an `Error` and a line of the log, is none; nor is a statement of SQL. `planted` are files that there are not.
 */
export function findSentences(paths: string[], planted: Record<string, string> = {}): string[] {
  const root = process.cwd();
  const config = 'tsconfig.sentences.json';
  // Only read, and nothing that they import.
  const alone = JSON.stringify({
    compilerOptions: { noLib: true, noResolve: true, types: [], jsx: 'preserve' },
    files: [...paths, ...Object.keys(planted)],
  });
  const contents: Record<string, string> = { ...planted, [config]: alone };
  const api = new API({
    cwd: root,
    fs: {
      readFile: (file) => contents[relative(root, file)],
      fileExists: (file) => (relative(root, file) in contents ? true : undefined),
    },
  });
  try {
    const snapshot = api.updateSnapshot({ openProjects: [`${root}/${config}`] });
    const [project] = snapshot.getProjects();
    return [...paths, ...Object.keys(planted)].flatMap((path) => {
      const file = project?.program.getSourceFile(`${root}/${path}`);
      if (!file) throw new Error(`The compiler does not know ${path}`);
      return saidIn(file).map((text) => `${path}: ${text.trim().replace(/\s+/g, ' ')}`);
    });
  } finally {
    api.close();
  }
}

/** What the code below a node says; `isSeen` where people see whatever it says. */
function saidIn(node: Node, isSeen = false): string[] {
  if (isTypeNode(node) || isError(node) || isLogLine(node) || isStatement(node)) return [];
  if (isJsxAttribute(node)) return saidBy(node);
  const text = textOf(node, isSeen);
  if (text !== null) return [text];
  const found: string[] = [];
  // An element shows what stands in it; not what a call is given or what is compared.
  const shows = isJsxExpression(node) || (isSeen && !isCallExpression(node) && !compares(node));
  node.forEachChild((child) => {
    found.push(...saidIn(child, shows));
  });
  return found;
}

/** What a piece of text says, if people may see it. */
function textOf(node: Node, isSeen: boolean): string | null {
  const { text = '' } = node as Node & { text?: string };
  if (isJsxText(node)) return LETTER.test(text) ? text : null;
  if (isTemplateMiddleOrTemplateTail(node)) return PIECE.test(text) ? text : null;
  return isText(node) && (isSeen ? LETTER : SENTENCE).test(text) ? text : null;
}

const isText = (node: Node) =>
  isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node) || isTemplateHead(node);

/** An attribute that nobody sees may say anything but a sentence. */
function saidBy(attribute: JsxAttribute): string[] {
  const name = attribute.name.getText();
  const { initializer } = attribute;
  if (!initializer || name === 'className') return [];
  if (SEEN.test(name)) return saidIn(initializer, true);
  const given = isJsxExpression(initializer) ? initializer.expression : undefined;
  return given ? saidIn(given) : [];
}

const compares = (node: Node) =>
  isBinaryExpression(node) && /^[=!]==$/.test(node.operatorToken.getText());

const isError = (node: Node) =>
  isNewExpression(node) && /(Error|Exception)$/.test(node.expression.getText());

const isLogLine = (node: Node) =>
  isCallExpression(node) && /^log\(\)\.\w+$/.test(node.expression.getText());

const isStatement = (node: Node) =>
  isTaggedTemplateExpression(node) && /^sql(<.*>)?$/.test(node.tag.getText());
