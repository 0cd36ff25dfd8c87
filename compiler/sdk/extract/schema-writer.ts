import {
  AnnotatedType,
  type BaseType,
  type CompletedConfig,
  Context,
  createFormatter,
  createParser,
  DEFAULT_CONFIG,
  DefinitionType,
  type Definition,
  ReferenceType,
  StringType,
  type SubNodeParser,
  type SubTypeFormatter,
  type TypeFormatter,
} from 'ts-json-schema-generator'
import ts from 'ts-compiler-api'
import { isSchema, referenceTo, type Schema } from '../../document/document.ts'
import { mapSchema } from '../../document/map-schemas.ts'

const CONFIG: CompletedConfig = {
  ...DEFAULT_CONFIG,
  // The comments are OpenAI's documentation, which is not copied.
  jsDoc: 'none',
  expose: 'all',
  // The API evolves, so additional properties are allowed.
  additionalProperties: true,
  discriminatorType: 'open-api',
  functions: 'hide',
  sortProps: false,
  skipTypeCheck: true,
}

/** Properties that the SDK computes and the API does not send. */
const SDK_ONLY_PROPERTIES = new Set(['output_text'])

/** Types of binary data; platform types such as `Blob` are not loaded and have no symbol. */
const BINARY_TYPES = new Set([
  'Uploadable',
  'Response',
  'Blob',
  'File',
  'ReadableStream',
  'ArrayBuffer',
  'Uint8Array',
  'Buffer',
])

/** Converts SDK types to JSON Schema; named types become component schemas. */
export class SchemaWriter {
  readonly #parser: ReturnType<typeof createParser>
  readonly #formatter: TypeFormatter
  /** Component names by type id. */
  readonly #names = new Map<string, string>()
  readonly #taken = new Set<string>()
  readonly #components: Record<string, Schema> = {}
  readonly #unwritten: DefinitionType[] = []
  /** Prefix for types whose name is already taken. */
  #scope = ''

  /** @param program the SDK's type declarations */
  constructor(program: ts.Program) {
    const checker = program.getTypeChecker()
    this.#parser = createParser(program, CONFIG, (chain) =>
      chain.addNodeParser(new BinaryTypeParser(checker)),
    )
    this.#formatter = createFormatter(CONFIG, (chain) =>
      chain.addTypeFormatter(new ComponentFormatter((type) => this.#nameOf(type))),
    )
  }

  /** @returns the component schemas referenced by the schemas written so far */
  get components(): Record<string, Schema> {
    return this.#components
  }

  /**
   * @param node a type node in a declaration
   * @param scope path of the resource, which disambiguates types of the same name
   */
  write(node: ts.TypeNode, scope: string): Schema {
    this.#scope = scope
    const schema = simplify(
      this.#formatter.getDefinition(unwrapAnonymous(this.#parser.createType(node, new Context()))),
    )
    for (let type = this.#unwritten.pop(); type !== undefined; type = this.#unwritten.pop()) {
      this.#components[this.#nameOf(type)] = simplify(this.#formatter.getDefinition(type.getType()))
    }
    return schema
  }

  #nameOf(type: DefinitionType): string {
    const known = this.#names.get(type.getId())
    if (known !== undefined) {
      return known
    }
    const name = type.getName().replaceAll(/[^A-Za-z0-9._-]+/g, '_')
    const candidates = [name, `${this.#scope}.${name}`]
    const free =
      candidates.find((candidate) => !this.#taken.has(candidate)) ?? `${name}.${String(this.#taken.size)}`
    this.#taken.add(free)
    this.#names.set(type.getId(), free)
    this.#unwritten.push(type)
    return free
  }
}

/** Maps all platform types for uploads and downloads to binary strings. */
class BinaryTypeParser implements SubNodeParser {
  readonly #checker: ts.TypeChecker

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker
  }

  supportsNode(node: ts.Node): boolean {
    if (!ts.isTypeReferenceNode(node) || !BINARY_TYPES.has(node.typeName.getText())) {
      return false
    }
    const symbol = this.#checker.getSymbolAtLocation(node.typeName)
    const declared = symbol?.declarations?.[0]?.getSourceFile().fileName ?? ''
    return node.typeName.getText() === 'Uploadable' || !declared.includes('/resources/')
  }

  createType(): BaseType {
    return new AnnotatedType(new StringType(), { format: 'binary' }, false)
  }
}

class ComponentFormatter implements SubTypeFormatter {
  readonly #nameOf: (type: DefinitionType) => string

  constructor(nameOf: (type: DefinitionType) => string) {
    this.#nameOf = nameOf
  }

  supportsType(type: BaseType): boolean {
    return (
      type instanceof DefinitionType ||
      (type instanceof ReferenceType && type.getType() instanceof DefinitionType)
    )
  }

  getDefinition(type: DefinitionType | ReferenceType): Definition {
    const target = type instanceof ReferenceType ? type.getType() : type
    return target instanceof DefinitionType ? { $ref: referenceTo(this.#nameOf(target)) } : {}
  }

  getChildren(): BaseType[] {
    return []
  }
}

/** Unwraps the definition that the generator creates for a root type without a name. */
function unwrapAnonymous(type: BaseType): BaseType {
  return type instanceof DefinitionType && type.getName() === type.getId() ? type.getType() : type
}

/** Writes a schema in the style of OpenAI's document: `enum` for `const`, without forbidden and unconstrained parts. */
function simplify(definition: Definition): Schema {
  return mapSchema(
    isSchema(definition) ? definition : {},
    ({ additionalProperties, const: only, properties, required, ...schema }) => ({
      ...schema,
      ...(required && { required: required.filter((name) => !SDK_ONLY_PROPERTIES.has(name)) }),
      ...(only !== undefined && { enum: [only] }),
      ...(properties && { properties: withoutForbidden(properties) }),
      ...(isRestriction(additionalProperties) && { additionalProperties }),
    }),
  )
}

/** Drops `name?: never`, which only prevents callers from mixing alternatives. */
function withoutForbidden(properties: Record<string, Schema>): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(properties).filter(
      ([, { not }]) => !(typeof not === 'object' && not !== null && isEmpty(not)),
    ),
  )
}

function isRestriction(schema: boolean | Schema | undefined): boolean {
  return schema === false || (typeof schema === 'object' && !isEmpty(schema))
}

function isEmpty(schema: object): boolean {
  return Object.keys(schema).length === 0
}
