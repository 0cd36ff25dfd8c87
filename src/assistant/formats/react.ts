import { overlap } from '../text/passage.ts'
import { conceptsOf, contentWords, relatedStems, stem } from '../words.ts'
import type { Content, FormatKind, FormatPrompt } from './types.ts'

/** A tool that the prompt describes in words. */
interface DescribedTool {
  name: string
  description: string
}

/** `Action: the action to take, should be one of [search, calculator]`. */
const NAMES =
  /\b(?:Action:[^\n]{0,120}?|valid "action" values:[^\n]{0,40}?|tool name[^\n]{0,20}?)\b(?:one of|values:)?[^\n[({:]{0,30}(?:[[({]|: ?|or )\s*([^\])}\n]{1,600})/gi

/** `search: useful for current events`, `> Tool Name: search`, `- search(query: str) - finds pages`. */
const TOOL_LINE =
  /^[ \t]*(?:[-*>\u2022]+[ \t]*|\d{1,2}[.)][ \t]*)?(?:Tool Name:[ \t]*)?["'`*]{0,2}([A-Za-z][\w.-]{0,60})["'`*]{0,2}[ \t]*(?:\([^()\n]{0,200}\))?[ \t]*(?::|-|\u2014|->)[ \t]*(\S[^\n]{0,400})/gm

const NOT_TOOLS =
  /^(?:thought|action|observation|question|final|answer|input|begin|note|example|format|user|human|assistant|system|tools?|response|context|description|name|args|arguments|tool)$/i

/** One shape of the ReAct pattern. */
interface Style {
  /** The label of the final answer. */
  final: string
  isJsonInput: boolean
  /** LangChain's structured chat: a JSON blob with `action` and `action_input`. */
  isBlob: boolean
}

/** ReAct: a thought and an action in text until there is an observation, then the final answer. */
export const react: FormatKind = {
  kind: 'react',
  read: (prompt) => {
    const { all: text } = prompt
    const isBlob = /"action"\s*:/.test(text) && /"action_input"\s*:/.test(text)
    const isLines = /\bThought:/.test(text) && /\bAction(?: Input)?:/.test(text)
    if (!isBlob && !isLines) {
      return undefined
    }
    const tools = describedTools(text)
    const style = {
      final: /Final Answer:/i.test(text) || isBlob ? 'Final Answer' : 'Answer',
      isJsonInput: /Action Input:[^\n]{0,160}(?:\bjson\b|\{)|\bjson\b[^\n]{0,80}Action Input/i.test(text),
      isBlob,
    }
    return {
      words: isBlob ? 'action_input' : 'Action Input:',
      write: (content) => step(prompt, { tools, style, content }),
    }
  },
}

function describedTools(text: string): DescribedTool[] {
  const named = [...text.matchAll(NAMES)]
    .flatMap(([, list = '']) => list.split(/,|\bor\b/))
    .map((name) => name.replaceAll(/["'`\s[\]{}]/g, ''))
    .filter((name) => /^[A-Za-z][\w.-]{0,60}$/.test(name) && !/^final/i.test(name) && !NOT_TOOLS.test(name))
  const lines = [...text.matchAll(TOOL_LINE)]
    .map(([, name = '', description = '']) => ({ name, description }))
    .filter(({ name }) => !NOT_TOOLS.test(name))
  const known = new Set(named)
  const described = known.size === 0 ? lines.slice(0, 30) : lines.filter(({ name }) => known.has(name))
  const undescribed = [...known].filter((name) => !described.some((one) => one.name === name))
  return [...described, ...undescribed.map((name) => ({ name, description: '' }))]
}

function step(
  { all: text, question }: FormatPrompt,
  { tools, style, content }: { tools: readonly DescribedTool[]; style: Style; content: Content },
): string {
  const observation = lastObservation(text)
  const asked = askedQuestion(text) ?? question
  if (observation !== undefined) {
    return finalAnswer(asSentence(observation), style)
  }
  const tool = bestTool(tools, asked)
  if (tool === undefined) {
    return finalAnswer(content.answer, style)
  }
  const input = toolInput(asked, tool)
  if (style.isBlob) {
    const thought = /Thought:/.test(text) ? `Thought: I should use ${tool.name}.\nAction:\n` : ''
    return `${thought}\`\`\`json\n${JSON.stringify({ action: tool.name, action_input: input })}\n\`\`\``
  }
  const argument = style.isJsonInput ? JSON.stringify({ [parameterName(tool, text)]: input }) : input
  return `Thought: I should use ${tool.name} to answer the question.\nAction: ${tool.name}\nAction Input: ${argument}`
}

function finalAnswer(answer: string, { final, isBlob }: Style): string {
  return isBlob
    ? `\`\`\`json\n${JSON.stringify({ action: 'Final Answer', action_input: answer })}\n\`\`\``
    : `Thought: ${final === 'Answer' ? 'I can answer without using any more tools.' : 'I now know the final answer'}\n${final}: ${answer}`
}

/** @returns the newest result of a tool after the examples of the prompt */
function lastObservation(text: string): string | undefined {
  const scratchpad = text.slice(Math.max(0, text.search(/\bBegin!|\bQuestion: (?!the input)/)))
  const last = [...scratchpad.matchAll(/(?:^|\n)\s*Observation:[ \t]*([^\n]*)/g)].at(-1)?.[1]?.trim()
  const isDescription =
    last === undefined || last === '' || /^(?:the result|tool response|\[?result of|tool output)/i.test(last)
  return isDescription ? undefined : last
}

function askedQuestion(text: string): string | undefined {
  return [
    ...text.matchAll(/(?:^|\n)\s*(?:Question|New input|User input|Task|Human|Input):[ \t]*([^\n]{1,500})/g),
  ]
    .map(([, asked = '']) => asked.trim())
    .findLast((asked) => !/^the (?:input|question)|^\{/.test(asked))
}

function bestTool(tools: readonly DescribedTool[], question: string): DescribedTool | undefined {
  const scored = tools.map((tool) => ({ tool, score: similarity(tool, question) }))
  const best = scored.toSorted((one, other) => other.score - one.score)[0]
  const isGreeting = /^\W*(?:hi|hello|hey|thanks|thank you)\b/i.test(question)
  return best === undefined || (isGreeting && best.score === 0) ? undefined : best.tool
}

function similarity({ name, description }: DescribedTool, question: string): number {
  const words = `${name} ${description}`
  const related = new Set(
    contentWords(question).flatMap((word) => [...relatedStems(stem(word)), ...conceptsOf(word).map(stem)]),
  )
  const hits = contentWords(words).filter((word) => related.has(stem(word))).length
  const isMath = /\d\s*[-+*/x^\u00d7]\s*\d|\b(?:plus|minus|times|divided|square root|percent)\b/i.test(
    question,
  )
  const isCalculator = /calc|math|arithmetic|compute|add|multiply/i.test(words)
  return overlap(question, words) + hits / 4 + (isMath && isCalculator ? 2 : 0)
}

/** A calculator takes the expression, other tools take the question. */
function toolInput(question: string, { name, description }: DescribedTool): string {
  const expression = /calc|math|arithmetic/i.test(`${name} ${description}`)
    ? /-?\d[\d.\s+*/^()x\u00d7-]*\d/.exec(question)?.[0]
    : undefined
  return expression?.trim() ?? question.replace(/\s*\n[^]*$/, '').trim()
}

/** The first parameter in a tool's description: `{"query": {...}}`, `search(query: str)`. */
function parameterName({ name }: DescribedTool, text: string): string {
  const after = text.slice(Math.max(0, text.indexOf(name)), Math.max(0, text.indexOf(name)) + 800)
  return (
    /"properties"\s*:\s*\{\s*"(\w{1,60})"/.exec(after)?.[1] ??
    /^[\w.-]+\((\w{1,60})\s*[:,)]/.exec(after)?.[1] ??
    'input'
  )
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
