import { capitalize } from './subject.ts'
import type { FormatKind } from './types.ts'

const LANGUAGES =
  'python|javascript|typescript|java|rust|go|golang|ruby|php|c\\+\\+|cpp|c#|csharp|kotlin|swift|bash|shell|sql|html|css|yaml|yml|toml|mermaid|latex|r|scala|perl|lua|haskell|dart|graphql|dockerfile|regex|csv|xml'

/** `only Python code`, `a code block in SQL`, ` ```sql `, `only the SQL query`. */
const CUE = new RegExp(
  String.raw`\b(?:only|just|return|output|respond with|reply with|answer with)\b[^.\n]{0,60}?\b(${LANGUAGES})\b[^.\n]{0,20}\b(?:code|query|script|function|program|statement|snippet|commands?|file|diagram|document|markup)|\b(?:code ?block|fenced block|markdown block)\b[^.\n]{0,40}?\b(${LANGUAGES})\b|\b(${LANGUAGES}) (?:code|markdown) ?block\b|${'```'}(${LANGUAGES})\b|\b(?:respond|answer|reply|output|return)\b[^.\n]{0,20} (?:in|as) (?:valid )?(yaml)\b`,
  'i',
)

const NO_FENCE =
  /\b(?:no|without|do not (?:use|include|wrap)[^.\n]{0,30}|don't (?:use|include|wrap)[^.\n]{0,30}|not) (?:any )?(?:markdown|code ?(?:fence|block)|backtick|fence|formatting|triple)/i

const SAMPLES: Readonly<Record<string, (topic: string) => string>> = {
  python: (topic) =>
    `def main():\n    """${topic}"""\n    print("Hello, world!")\n\n\nif __name__ == "__main__":\n    main()`,
  javascript: (topic) => `// ${topic}\nfunction main() {\n  console.log('Hello, world!')\n}\n\nmain()`,
  typescript: (topic) => `// ${topic}\nfunction main(): void {\n  console.log('Hello, world!')\n}\n\nmain()`,
  java: (topic) =>
    `// ${topic}\nclass Main {\n  public static void main(String[] args) {\n    System.out.println("Hello, world!");\n  }\n}`,
  rust: (topic) => `// ${topic}\nfn main() {\n    println!("Hello, world!");\n}`,
  go: (topic) =>
    `package main\n\nimport "fmt"\n\n// ${topic}\nfunc main() {\n\tfmt.Println("Hello, world!")\n}`,
  bash: (topic) => `#!/bin/bash\n# ${topic}\necho "Hello, world!"`,
  html: (topic) =>
    `<!doctype html>\n<html>\n  <head><title>Page</title></head>\n  <body><p>${topic}</p></body>\n</html>`,
  css: (topic) => `/* ${topic} */\nbody {\n  margin: 0;\n}`,
  yaml: (topic) => `answer: ${JSON.stringify(topic)}`,
  toml: (topic) => `answer = ${JSON.stringify(topic)}`,
  xml: (topic) => `<answer>${topic.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</answer>`,
  mermaid: () => 'graph TD\n  A[Start] --> B[Process] --> C[End]',
  latex: (topic) => `\\section{Answer}\n${topic}`,
  graphql: () => 'query {\n  items {\n    id\n    name\n  }\n}',
  dockerfile: () => 'FROM alpine\nCMD ["echo", "Hello, world!"]',
  regex: () => '^\\w+$',
  csv: (topic) => `id,answer\n1,${JSON.stringify(topic)}`,
}

const ALIASES: Readonly<Record<string, string>> = { golang: 'go', shell: 'bash', yml: 'yaml' }

/** Code in a named language, in a fenced block unless the prompt forbids it. */
export const codeBlock: FormatKind = {
  kind: 'code',
  read: ({ text, question }) => {
    const match = CUE.exec(text)
    const found = match?.slice(1).find((one) => one !== undefined)
    if (match === null || found === undefined) {
      return undefined
    }
    const name = found.toLowerCase()
    const language = ALIASES[name] ?? name
    return {
      words: match[0],
      write: ({ answer }) => {
        const code =
          language === 'sql' ? sqlQuery(text, question) : (SAMPLES[language] ?? fallback)(oneLine(answer))
        return NO_FENCE.test(text) ? code : `\`\`\`${language}\n${code}\n\`\`\``
      },
    }
  },
}

/** A query of the table that the question is about. */
function sqlQuery(text: string, question: string): string {
  const tables = [
    ...text.matchAll(
      /\b(?:create table(?: if not exists)?|table(?: named| called)?:?)\s+["'`]?(\w{1,60})["'`]?/gi,
    ),
  ]
    .map(([, name = '']) => name)
    .filter((name) => !/^(?:is|with|has|in|for|named|names?|schemas?|if|and|the|to)$/i.test(name))
  const lower = question.toLowerCase()
  const table =
    tables.find((name) => lower.includes(name.toLowerCase().replace(/s$/, ''))) ?? tables[0] ?? 'items'
  return /\b(?:how many|count|number of)\b/i.test(question)
    ? `SELECT COUNT(*) FROM ${table};`
    : `SELECT * FROM ${table};`
}

function fallback(topic: string): string {
  return `// ${topic}`
}

function oneLine(text: string): string {
  return capitalize(text.replaceAll(/\s+/g, ' ').replaceAll('"', "'").replaceAll('*/', '').slice(0, 120))
}
