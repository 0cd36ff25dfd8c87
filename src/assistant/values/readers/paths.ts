import { patternReader, type EntityReader } from './entity.ts'

/** Endings of file names; other words with a dot are no paths: `e.g`, `3.5`. */
const EXTENSIONS =
  'txt|md|mdx|json|jsonl|ya?ml|toml|xml|html?|css|scss|less|jsx?|tsx?|mjs|cjs|py|ipynb|rb|go|rs|java|kt|c|h|cc|cpp|hpp|cs|php|swift|sh|bash|zsh|ps1|sql|csv|tsv|xlsx?|docx?|pptx?|pdf|png|jpe?g|gif|svg|webp|mp[34]|wav|ogg|zip|tar|gz|tgz|log|ini|conf|cfg|env|lock|pem|key|db|sqlite|vue|svelte|tf|proto|graphql|diff|patch|bak|ics|eml|parquet|lua|pl|r|dart|scala'

/** File names, absolute and relative paths, globs, and Windows paths. */
export const readPaths: EntityReader = patternReader(
  'path',
  new RegExp(
    [
      // Absolute, home and relative paths.
      String.raw`(?<![\w.:/~-])(?:~|\.{1,2})?\/[\w.@*-][\w./@*-]{0,250}(?<![.,])`,
      // Relative paths with a folder, and file names with a known ending.
      String.raw`(?<![\w./~@:-])(?:[\w@.*-]{1,80}\/){0,12}[\w.*-]{0,100}\.(?:${EXTENSIONS})(?![\w/@-]|\.\w)`,
      // Files without an ending, hidden files and globs.
      String.raw`(?<![\w./~@:-])(?:Dockerfile|Makefile|README|LICENSE|CHANGELOG|\.(?:env|gitignore|npmrc|bashrc|zshrc|editorconfig))(?![\w/@-])`,
      String.raw`(?<![\w./~@:-])(?:[\w.-]{1,60}\/){1,12}[\w.*-]{0,60}(?=[\s,;:!?)]|\.\s|\.?$)`,
      String.raw`(?<!\S)\*{1,2}[./][\w./*-]{1,80}`,
      String.raw`\b[A-Z]:\\[\w\\. -]{1,200}\w`,
    ].join('|'),
    'g',
  ),
  // `km/h` and `and/or` have no ending.
  (text) => (/^[a-z]{1,4}\/[a-z]{1,4}$/.test(text) || /^\d+\/\d+/.test(text) ? undefined : { value: text }),
)
