import ts from 'ts-compiler-api'
import type { ResourceMethod } from './resources.ts'

/** A parameter of a method. */
export interface DeclaredParameter {
  /** Its type, without parts that only prevent callers from mixing up arguments. */
  type: ts.TypeNode
  required: boolean
}

/**
 * @param name the parameter's name in the compiled code
 * @returns the parameter in the widest overload that declares it, which is the last
 */
export function declaredParameter(
  { overloads }: ResourceMethod,
  name: string,
): DeclaredParameter | undefined {
  const parameters = overloads.flatMap((overload) =>
    overload.parameters.filter((parameter) => parameter.name.getText() === name),
  )
  const declared = parameters.at(-1)
  const type = declared?.type === undefined ? undefined : withoutGuards(declared.type)
  return declared === undefined || type === undefined
    ? undefined
    : { type, required: declared.questionToken === undefined }
}

/** @returns parameter names of the longest overload, without the request options */
export function parameterNames({ overloads }: ResourceMethod): string[] {
  const [longest = []] = overloads
    .map(({ parameters }) => parameters.map(({ name }) => name.getText()))
    .toSorted((one, other) => other.length - one.length)
  return longest.filter((name) => name !== 'options')
}

/** The resolved types of a method's promise, over all overloads. */
export interface DeclaredResult {
  /** Types of a JSON response. */
  json: ts.TypeNode[]
  /** Event types of a stream. */
  events: ts.TypeNode[]
  /** A page of a list: its class, and the type of its items if declared. */
  page?: { type: ts.TypeNode; item?: ts.TypeNode }
}

/** @returns the types that the method's overloads resolve to; empty for `void` */
export function declaredResult({ overloads }: ResourceMethod, checker: ts.TypeChecker): DeclaredResult {
  const result: DeclaredResult = { json: [], events: [] }
  // The last overload is the widest and lists the most common type first.
  for (const { type } of overloads.toReversed()) {
    if (type === undefined || !ts.isTypeReferenceNode(type)) {
      continue
    }
    const [resolved, item] = type.typeArguments ?? []
    if (resolved === undefined) {
      continue
    }
    if (type.typeName.getText() === 'PagePromise') {
      result.page = { type: resolved, ...(item && { item }) }
      continue
    }
    for (const part of alternatives(resolved)) {
      if (isStream(part)) {
        result.events.push(...eventTypes(part, checker))
      } else if (part.kind !== ts.SyntaxKind.VoidKeyword) {
        result.json.push(part)
      }
    }
  }
  return { ...result, json: distinct(result.json), events: distinct(result.events) }
}

/** The event types of `Stream<Event>`, or of an alias of such a stream. */
function eventTypes(stream: ts.TypeReferenceNode, checker: ts.TypeChecker): ts.TypeNode[] {
  const symbol = checker.getSymbolAtLocation(stream.typeName)
  const isImported = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0
  const target = isImported ? checker.getAliasedSymbol(symbol) : symbol
  const aliased = target?.declarations?.find(ts.isTypeAliasDeclaration)?.type
  if (aliased === undefined) {
    return stream.typeArguments?.slice(0, 1) ?? []
  }
  const parts: ts.TypeNode[] = ts.isIntersectionTypeNode(aliased) ? [...aliased.types] : [aliased]
  return parts.filter(isStream).flatMap((part) => eventTypes(part, checker))
}

function isStream(type: ts.TypeNode): type is ts.TypeReferenceNode {
  return ts.isTypeReferenceNode(type) && type.typeName.getText().endsWith('Stream')
}

function alternatives(type: ts.TypeNode): ts.TypeNode[] {
  return ts.isUnionTypeNode(type) ? type.types.flatMap(alternatives) : [type]
}

function distinct(types: ts.TypeNode[]): ts.TypeNode[] {
  return [...new Map(types.map((type) => [type.getText(), type])).values()]
}

/** Reduces `(ListParams & { path?: never } | null | undefined) | null` to `ListParams`. */
function withoutGuards(type: ts.TypeNode): ts.TypeNode | undefined {
  if (ts.isParenthesizedTypeNode(type)) {
    return withoutGuards(type.type)
  }
  if (ts.isMappedTypeNode(type) || isNullish(type)) {
    return undefined
  }
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) {
    const left = type.types.map(withoutGuards).filter((part) => part !== undefined)
    return left.length <= 1 ? left[0] : type
  }
  return type
}

function isNullish(type: ts.TypeNode): boolean {
  return (
    type.kind === ts.SyntaxKind.UndefinedKeyword ||
    (ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword)
  )
}
