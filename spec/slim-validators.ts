/**
 * AJV writes for speed alone; but every isolate parses all validators when it comes up, and calls few of them. This makes
 * of the code what does the same in less than half as many characters.
 *
 * @param code an ES module, as AJV's standalone mode makes it, a statement a line
 */
export function slim(code: string): string {
  return `${HELPERS}\n${shared(shortened(withoutSchemas(code)))}`
}

/**
 * AJV's code carries every schema whole, for the sake of the few lists of allowed values that it looks up in them, and
 * in every error a path that nobody reads. Taking those lists out lets the bundler drop the schemas.
 */
function withoutSchemas(code: string): string {
  const schemas = new Map<string, unknown>()
  for (const [, name = '', text = ''] of code.matchAll(/^const (schema\d+) = (\{.*\});$/gm)) {
    schemas.set(name, JSON.parse(text))
  }
  const constants = new Map<string, string>()
  const body = code
    .replaceAll(/schemaPath:"(?:[^"\\]|\\.)*",/g, '')
    .replaceAll(
      /\b(schema\d+)((?:\.[A-Za-z_$][\w$]*|\[(?:"(?:[^"\\]|\\.)*"|\d+)\])+)/g,
      (whole, name, path) => {
        const value = lookUp(schemas.get(String(name)), String(path))
        if (value === undefined) {
          return whole
        }
        const text = JSON.stringify(value)
        const constant = constants.get(text) ?? `allowed${constants.size}`
        constants.set(text, constant)
        return constant
      },
    )
  const declarations = [...constants].map(([text, name]) => `const ${name} = ${text};`)
  return `${declarations.join('\n')}\n${body}`
}

const HELPERS = "import { failed, rewound, withAll, withOne } from './validator-errors.ts'"

/** How AJV makes a violation: its place, left out where it is the validated value, keyword, parameters. */
const VIOLATION = String.raw`\{instancePath(?::(.*?))?,keyword:("\w+"),params:(\{.*\})(?:,propertyName:(\w+))?\}`

/** Calls helpers where AJV writes the same statements again and again; what it writes in another way stays as it is. */
function shortened(code: string): string {
  const reasonOf = (path = 'instancePath', ...rest: (string | undefined)[]): string =>
    [path, ...rest.filter((part) => part !== undefined)].join(', ')
  const shorter = code
    .replaceAll(
      new RegExp(
        String.raw`^const (err\d+) = ${VIOLATION};\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}$`,
        'gm',
      ),
      (_, _name, ...reason) => `vErrors = withOne(vErrors, ${reasonOf(...reason.slice(0, 4))});`,
    )
    .replaceAll(
      new RegExp(String.raw`^(validate\d+)\.errors = \[${VIOLATION}\];\nreturn false;$`, 'gm'),
      (_, validator, ...reason) => `return failed(${validator}, ${reasonOf(...reason.slice(0, 4))});`,
    )
    .replaceAll(
      /^vErrors = vErrors === null \? (validate\d+\.errors) : vErrors\.concat\(\1\);$/gm,
      'vErrors = withAll(vErrors, $1);',
    )
    .replaceAll(
      /^errors = (_errs\d+);\nif\(vErrors !== null\)\{\nif\(\1\)\{\nvErrors\.length = \1;\n\}\nelse \{\nvErrors = null;\n\}\n\}$/gm,
      'vErrors = rewound(vErrors, errors = $1);',
    )
  // The object around a value, which every validator is told, is of use to those alone that convert values in it.
  const positional = shorter
    .replaceAll(/\{instancePath(?::(.*?))?,parentData.*?,rootData\}/g, (_, path?: string) => reasonOf(path))
    .replaceAll('{instancePath="", parentData, parentDataProperty, rootData=data}={}', 'instancePath=""')
  return positional.includes('parentData') ? shorter : positional
}

const VALIDATOR = /^function (validate\d+)\([^]*?^\}\n\n/gm

/** Schemas that say the same under several names have one validator; then those may be the same that call it, too. */
function shared(code: string): string {
  const names = new Map<string, string>()
  const twins = new Map<string, string>()
  const others = code.replaceAll(VALIDATOR, (text, name: string) => {
    const anonymous = text.replaceAll(new RegExp(String.raw`\b${name}\b`, 'g'), 'self')
    const twin = names.get(anonymous)
    if (twin === undefined) {
      names.set(anonymous, name)
      return text
    }
    twins.set(name, twin)
    return ''
  })
  return twins.size === 0
    ? code
    : shared(others.replaceAll(/\bvalidate\d+\b/g, (name) => twins.get(name) ?? name))
}

/** @param path a chain of JavaScript property accesses: `.properties["a b"].enum[0]` */
function lookUp(schema: unknown, path: string): unknown {
  const keys = [...path.matchAll(/\.([A-Za-z_$][\w$]*)|\[("(?:[^"\\]|\\.)*"|\d+)\]/g)]
  return keys.reduce<unknown>((value, [, name, index]) => {
    const key = name ?? String(JSON.parse(index ?? '""'))
    return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  }, schema)
}
