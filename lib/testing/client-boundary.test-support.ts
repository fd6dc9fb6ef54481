import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import {
  isJsxAttribute,
  isJsxExpression,
  isJsxOpeningElement,
  isJsxSelfClosingElement,
  isJsxSpreadAttribute,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast';
import {
  API,
  type Project,
  SignatureKind,
  SymbolFlags,
  type Type,
  TypeFlags,
} from 'typescript/unstable/sync';
import { appFiles } from '#lib/testing/entry-points.test-support';

/** Something that would go to a browser and must not: where, on its way to what, and why not. */
export type Crossing = string;

const begins = (source: string, directive: string) =>
  new RegExp(`^\\s*(['"])${directive}\\1`).test(source);

/**
 * Everything in app/ that crosses to browsers and must not, as the compiler sees it: what server components give
 * to client components and what actions answer. A crossing thing is made of plain values and of types declared
 * in app/; what is declared in lib/ or drizzle/ (a row, a viewer, a session) stays behind, and so does every
 * text that is a `Secret`. `planted` are other contents for files, by path.
 */
export function findCrossings(planted: Record<string, string> = {}): Crossing[] {
  const root = process.cwd();
  const api = new API({
    cwd: root,
    fs: {
      readFile: (file) => planted[relative(root, file)],
      fileExists: (file) => (relative(root, file) in planted ? true : undefined),
    },
  });
  try {
    const snapshot = api.updateSnapshot({ openProjects: [`${root}/tsconfig.json`] });
    const [project] = snapshot.getProjects();
    if (!project) throw new Error('The compiler found no project');
    return appFiles().flatMap((path) => {
      const file = project.program.getSourceFile(`${root}/${path}`);
      if (!file) throw new Error(`The compiler does not know ${path}`);
      return new Look(project, file, path, planted).crossings();
    });
  } finally {
    api.close();
  }
}

/** A look at one file. */
class Look {
  readonly #project: Project;
  readonly #file: SourceFile;
  readonly #path: string;
  readonly #planted: Record<string, string>;

  constructor(project: Project, file: SourceFile, path: string, planted: Record<string, string>) {
    this.#project = project;
    this.#file = file;
    this.#path = path;
    this.#planted = planted;
  }

  crossings(): Crossing[] {
    if (begins(this.#file.text, 'use client')) return [];
    if (begins(this.#file.text, 'use server')) return this.#answers();
    return this.#shown(this.#file);
  }

  /** What the actions of a file answer. */
  #answers(): Crossing[] {
    const { checker } = this.#project;
    const module = checker.getSymbolAtLocation(this.#file);
    const exported = module ? checker.getExportsOfModule(module) : [];
    return exported.flatMap((action) => {
      const type = checker.getTypeOfSymbol(action);
      const signatures = type ? checker.getSignaturesOfType(type, SignatureKind.Call) : [];
      return signatures.flatMap((signature) =>
        this.#against(checker.getReturnTypeOfSignature(signature), `what ${action.name} answers`),
      );
    });
  }

  /** What the elements below a node show, and give to client components. */
  #shown(node: Node): Crossing[] {
    const found: Crossing[] = [];
    if (isJsxExpression(node) && node.expression && this.#isSecret(node.expression))
      found.push(`${this.#path}: {${node.expression.getText()}} is a Secret`);
    if (isJsxOpeningElement(node) || isJsxSelfClosingElement(node)) {
      const name = node.tagName.getText(this.#file);
      if (this.#isClient(node.tagName))
        for (const given of node.attributes.properties)
          found.push(...this.#given(given, `<${name}>`));
    }
    node.forEachChild((child) => {
      found.push(...this.#shown(child));
    });
    return found;
  }

  #given(attribute: Node, to: string): Crossing[] {
    const { checker } = this.#project;
    if (isJsxSpreadAttribute(attribute))
      return this.#against(checker.getTypeAtLocation(attribute.expression), `${to} {...}`);
    if (!isJsxAttribute(attribute) || !attribute.initializer) return [];
    const { initializer } = attribute;
    // What is written there as text is in the source, for everybody.
    const expression = isJsxExpression(initializer) ? initializer.expression : undefined;
    if (!expression) return [];
    const what = `${to} ${attribute.name.getText(this.#file)}`;
    return this.#against(checker.getTypeAtLocation(expression), what);
  }

  #against(type: Type | undefined, what: string): Crossing[] {
    return type
      ? this.#objections(type, '', new Set()).map((why) => `${this.#path}: ${what}${why}`)
      : [];
  }

  /** Why a type must not cross: for each of its parts that must not, where it is and what it is. */
  #objections(type: Type, at: string, seen: Set<number>): string[] {
    const { checker } = this.#project;
    if (seen.has(type.id)) return [];
    seen.add(type.id);
    if (type.isUnionType())
      return partsOf(type).flatMap((part) => this.#objections(part, at, seen));
    if (isSecretType(type, this.#project)) return [`${at} is a Secret`];
    if (type.flags & (TypeFlags.Any | TypeFlags.Unknown)) return [`${at} could be anything`];
    if (type.isIntersectionType())
      return partsOf(type).flatMap((part) => this.#objections(part, at, seen));
    // A function does not cross, unless it is an action: of that only the name does.
    if (!type.isObjectType() || checker.getSignaturesOfType(type, SignatureKind.Call).length > 0)
      return [];
    const home = this.#homeOf(type);
    if (home.includes('node_modules/drizzle-orm/')) return [`${at} is a row`];
    if (/^(lib|drizzle)\//.test(home)) return [`${at} is declared in ${home}`];
    const inside = checker
      .getIndexInfosOfType(type)
      .flatMap(({ valueType }) => this.#objections(valueType, `${at}[]`, seen));
    return [
      ...inside,
      ...(home.includes('node_modules/')
        ? this.#arguments(type, at, seen)
        : this.#properties(type, at, seen)),
    ];
  }

  #properties(type: Type, at: string, seen: Set<number>): string[] {
    const { checker } = this.#project;
    return checker.getPropertiesOfType(type).flatMap((property) => {
      const value = checker.getTypeOfSymbol(property);
      return value ? this.#objections(value, `${at}.${property.name}`, seen) : [];
    });
  }

  /** What a list, a promise and the like is of. */
  #arguments(type: Type, at: string, seen: Set<number>): string[] {
    if (!type.isTypeReference()) return [];
    return this.#project.checker
      .getTypeArguments(type)
      .flatMap((inner) => this.#objections(inner, `${at}[]`, seen));
  }

  /** The file, from here, that declares a type. */
  #homeOf(type: Type): string {
    const path = type.getSymbol()?.declarations[0]?.path ?? 'node_modules/';
    return path.startsWith('bundled:') ? 'node_modules/' : relative(process.cwd(), path);
  }

  #isSecret(node: Node): boolean {
    const type = this.#project.checker.getTypeAtLocation(node);
    const parts = type?.isUnionType() ? partsOf(type) : [type];
    return parts.some((part) => part && isSecretType(part, this.#project));
  }

  #isClient(tag: Node): boolean {
    const { checker } = this.#project;
    const symbol = checker.getSymbolAtLocation(tag);
    if (!symbol) return false;
    const real = symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const path = relative(process.cwd(), real.declarations[0]?.path ?? '');
    if (!path.startsWith('app/')) return false;
    return begins(this.#planted[path] ?? readFileSync(path, 'utf8'), 'use client');
  }
}

const partsOf = (type: Type) => (type as Type & { getTypes(): readonly Type[] }).getTypes();

const isSecretType = (type: Type, { checker }: Project) =>
  type.isIntersectionType() &&
  partsOf(type).some(
    (part) =>
      part.isObjectType() &&
      checker.getPropertiesOfType(part).some(({ name }) => /isSecret/.test(name)),
  );
