import ts from 'ts-compiler-api'
import { compiledModule } from './load-package.ts'
import type { ResourceMethod } from './resources.ts'

/** The HTTP request that a method makes, extracted from its compiled code. */
export interface HttpCall {
  /** In lower case. */
  method: string
  /** In OpenAPI form: `/vaults/{vault_id}`, with a query if the SDK writes one: `/responses?beta=true`. */
  path: string
  /** Path parameters in order, with the source of each value. */
  pathArguments: { name: string; source: ArgumentSource }[]
  /** Source of the query, if any. */
  query?: ArgumentSource
  /** Source of the body, if any. */
  body?: ArgumentSource
  /** Headers set from arguments, by name. */
  headers: Record<string, ArgumentSource>
  /** Whether the body is multipart: never, always, or only if it contains files. */
  multipart: 'never' | 'always' | 'with files'
  /** True for a binary response. */
  binary: boolean
  /** The requested media type, if specific. */
  accept?: string
  /** True if the response can be a stream. */
  canStream: boolean
}

/** The source of a request value in the method's arguments. */
export interface ArgumentSource {
  /** Name of the method's parameter. */
  parameter: string
  /** The property of that parameter; undefined for the whole parameter. */
  property?: string
  /** Properties that are excluded because they are sent elsewhere. */
  excluded: string[]
}

/** Methods of the client that make a request. */
const REQUEST_METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'getAPIList'])

/**
 * @returns the request that a method makes, or undefined for methods that make none themselves: helpers that call other
 *   methods, sockets, local utilities
 */
export function httpCallOf(method: ResourceMethod): HttpCall | undefined {
  const module = compiledModule(method.file)
  const body = methodBody(module, method)
  const sources = body === undefined ? new Map<string, ArgumentSource>() : sourcesOf(body)
  const call = body === undefined ? undefined : (findRequest(body) ?? findDelegatedRequest(body, module))
  if (body === undefined || call === undefined) {
    return undefined
  }
  const template = parsePath(call.arguments[0])
  if (template === undefined) {
    return undefined
  }
  const options = requestOptions(call)
  const source = (expression: ts.Expression | undefined) => sourceOf(expression, sources)
  const query = source(options.get('query'))
  const bodySource = source(options.get('body'))
  const verb = verbOf(call)
  const accept = acceptedMediaType(options.get('headers'))
  const helpers = callsIn(call).map(({ expression }) => expression.getText())
  return {
    method: verb === 'getAPIList' ? (literalText(options.get('method')) ?? 'get') : verb,
    path: template.path,
    pathArguments: template.values.map((value, index) => ({
      name: template.names[index] ?? '',
      source: source(value) ?? { parameter: value.getText(), excluded: [] },
    })),
    ...(query && { query }),
    ...(bodySource && { body: bodySource }),
    headers: headersIn(options.get('headers'), sources),
    multipart: helpers.includes('maybeMultipartFormRequestOptions')
      ? 'with files'
      : helpers.some((name) => /multipart\w*RequestOptions$/i.test(name))
        ? 'always'
        : 'never',
    ...(accept !== undefined && { accept }),
    binary: options.get('__binaryResponse')?.kind === ts.SyntaxKind.TrueKeyword,
    canStream: options.has('stream'),
  }
}

function methodBody(module: ts.SourceFile, { className, path }: ResourceMethod): ts.Block | undefined {
  const declared = module.statements.filter(ts.isClassDeclaration)
  const members = declared.find(({ name }) => name?.text === className)?.members ?? []
  return [...members]
    .filter(ts.isMethodDeclaration)
    .find(({ name }) => ts.isIdentifier(name) && name.text === path.at(-1))?.body
}

/** Finds `this._client.post(...)`, or `client.post(...)` in a function that receives the client. */
function findRequest(body: ts.Node): ts.CallExpression | undefined {
  return callsIn(body).find(
    ({ expression }) =>
      ts.isPropertyAccessExpression(expression) &&
      REQUEST_METHODS.has(expression.name.text) &&
      /(?:^|\._?)client$/.test(expression.expression.getText()),
  )
}

/** Finds the request in a package function to which the method delegates. */
function findDelegatedRequest(body: ts.Block, module: ts.SourceFile): ts.CallExpression | undefined {
  const [statement] = body.statements
  if (statement === undefined || !ts.isReturnStatement(statement) || statement.expression === undefined) {
    return undefined
  }
  const { expression } = statement
  if (!ts.isCallExpression(expression) || !ts.isIdentifier(expression.expression)) {
    return undefined
  }
  const name = expression.expression.text
  const from = module.statements
    .filter(ts.isImportDeclaration)
    .find(({ importClause }) => importClause?.namedBindings?.getText().includes(name))?.moduleSpecifier
  if (from === undefined || !ts.isStringLiteral(from)) {
    return undefined
  }
  const url = new URL(from.text.replace(/\.mjs$/, '.d.ts'), `file://${module.fileName}`)
  return compiledModule(url.pathname)
    .statements.filter(ts.isFunctionDeclaration)
    .filter((declared) => declared.name?.text === name)
    .map((declared) => (declared.body === undefined ? undefined : findRequest(declared.body)))
    .at(0)
}

function callsIn(node: ts.Node): ts.CallExpression[] {
  const found: ts.CallExpression[] = ts.isCallExpression(node) ? [node] : []
  node.forEachChild((child) => {
    found.push(...callsIn(child))
  })
  return found
}

function verbOf({ expression }: ts.CallExpression): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : ''
}

/** Parses the path of a request: `'/models'`, or a template: path`/models/${model}`. */
function parsePath(
  expression: ts.Expression | undefined,
): { path: string; names: string[]; values: ts.Expression[] } | undefined {
  if (expression === undefined) {
    return undefined
  }
  const plain = literalText(expression)
  if (plain !== undefined) {
    return { path: plain, names: [], values: [] }
  }
  const template = ts.isTaggedTemplateExpression(expression) ? expression.template : undefined
  if (template === undefined || !ts.isTemplateExpression(template)) {
    return undefined
  }
  const values = template.templateSpans.map((span) => span.expression)
  const names = values.map((value) => snakeCase(value.getText()))
  const rest = template.templateSpans.map((span, index) => `{${names[index] ?? ''}}${span.literal.text}`)
  return { path: template.head.text + rest.join(''), names, values }
}

function snakeCase(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
}

function literalText(expression: ts.Expression | undefined): string | undefined {
  return expression !== undefined && ts.isStringLiteralLike(expression) ? expression.text : undefined
}

/** Collects the request options from all object literals of the call; the last one takes precedence. */
function requestOptions(call: ts.CallExpression): Map<string, ts.Expression> {
  const options = new Map<string, ts.Expression>()
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node) && node.properties.some(isOptionsSpread)) {
      for (const property of node.properties) {
        if (ts.isShorthandPropertyAssignment(property)) {
          options.set(property.name.text, property.name)
        } else if (ts.isPropertyAssignment(property)) {
          options.set(property.name.getText(), property.initializer)
        }
      }
    }
    node.forEachChild(visit)
  }
  const last = call.arguments.at(-1)
  // Options assigned to a constant before the call.
  const prepared = last !== undefined && ts.isIdentifier(last) ? initializerOf(last) : undefined
  ;[...call.arguments.slice(1), ...(prepared === undefined ? [] : [prepared])].forEach(visit)
  return options
}

function isOptionsSpread(property: ts.ObjectLiteralElementLike): boolean {
  return ts.isSpreadAssignment(property) && /^(?:options|request\w*)$/.test(property.expression.getText())
}

/** The initializer of a constant in the same function. */
function initializerOf(name: ts.Identifier): ts.Expression | undefined {
  let block: ts.Node = name
  while (block.parent !== undefined && !ts.isBlock(block)) {
    block = block.parent
  }
  const statements = ts.isBlock(block) ? block.statements.filter(ts.isVariableStatement) : []
  return statements
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .find((declaration) => declaration.name.getText() === name.text)?.initializer
}

/** Maps names in a method's body to their sources: `const { vault_id, ...body } = params`. */
function sourcesOf(body: ts.Block): Map<string, ArgumentSource> {
  const sources = new Map<string, ArgumentSource>()
  const declarations = body.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
  for (const { name, initializer } of declarations) {
    if (!ts.isObjectBindingPattern(name) || initializer === undefined) {
      continue
    }
    const parameter = parameterIn(initializer)
    const taken = name.elements.filter((element) => element.dotDotDotToken === undefined)
    const properties = taken.map((element) => propertyOf(element))
    name.elements.forEach((element) => {
      const property = element.dotDotDotToken === undefined ? propertyOf(element) : undefined
      sources.set(
        element.name.getText(),
        property === undefined ? { parameter, excluded: properties } : { parameter, property, excluded: [] },
      )
    })
  }
  return sources
}

/** Parses `params` or `params ?? {}`. */
function parameterIn(initializer: ts.Expression): string {
  return /^\w+/.exec(initializer.getText())?.[0] ?? ''
}

function propertyOf({ propertyName, name }: ts.BindingElement): string {
  const named = propertyName ?? name
  return ts.isStringLiteral(named) ? named.text : named.getText()
}

/** The first method argument in an expression: `body`, `{ ...body, stream: true }`, `omitNulls(body)`. */
function sourceOf(
  expression: ts.Expression | undefined,
  sources: Map<string, ArgumentSource>,
): ArgumentSource | undefined {
  if (expression === undefined) {
    return undefined
  }
  const names = identifiersIn(expression)
  const known = names.find((name) => sources.has(name))
  if (known !== undefined) {
    return sources.get(known)
  }
  const [parameter] = names.filter((name) => /^(?:params|query|body|optimizedBody)$|(?:ID|Name)$/i.test(name))
  return parameter === undefined
    ? undefined
    : { parameter: parameter.replace('optimizedBody', 'body'), excluded: [] }
}

function identifiersIn(node: ts.Node): string[] {
  const found = ts.isIdentifier(node) ? [node.text] : []
  node.forEachChild((child) => {
    found.push(...identifiersIn(child))
  })
  return found
}

function headersIn(
  expression: ts.Expression | undefined,
  sources: Map<string, ArgumentSource>,
): Record<string, ArgumentSource> {
  const headers: Record<string, ArgumentSource> = {}
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node)) {
      const known = identifiersIn(node.initializer).find((name) => sources.has(name))
      const source = known === undefined ? undefined : sources.get(known)
      if (source !== undefined) {
        headers[ts.isStringLiteral(node.name) ? node.name.text : node.name.getText()] = source
      }
    }
    node.forEachChild(visit)
  }
  if (expression !== undefined) {
    visit(expression)
  }
  return headers
}

/** The requested media type, unless it is a wildcard or generic binary. */
function acceptedMediaType(headers: ts.Expression | undefined): string | undefined {
  const [, mediaType] = /Accept: ['"]([a-z]+\/[a-z0-9.+-]+)['"]/i.exec(headers?.getText() ?? '') ?? []
  return mediaType === 'application/binary' ? undefined : mediaType
}
