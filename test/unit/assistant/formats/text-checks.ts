import type { FormatCheck } from './structured-checks.ts'

const REACT = `Answer the following questions as best you can. You have access to the following tools:

search: useful for when you need to answer questions about current events
calculator: useful for math expressions

Use the following format:

Question: the input question you must answer
Thought: you should always think about what to do
Action: the action to take, should be one of [search, calculator]
Action Input: the input to the action
Observation: the result of the action
... (this Thought/Action/Action Input/Observation can repeat N times)
Thought: I now know the final answer
Final Answer: the final answer to the original input question

Begin!

Question: What is 12 * 7?
Thought:`

const REACT_JSON = `You are designed to help with a variety of tasks.
You have access to the following tools:
> Tool Name: weather
Tool Description: Gets the weather of a city
Tool Args: {"type": "object", "properties": {"city": {"type": "string"}}}

Please answer in the same language as the question and use the following format:
Thought: I need to use a tool to help me answer the question.
Action: tool name (one of weather, news) if using a tool.
Action Input: the input to the tool, in a JSON format representing the kwargs (e.g. {"input": "hello world", "num_beams": 5})

If you have enough information, use:
Thought: I can answer without using any more tools.
Answer: [your answer here]`

const STRUCTURED_CHAT = `Respond to the human as helpfully and accurately as possible. You have access to the following tools:

search: search(query: str) -> str - finds pages

Use a json blob to specify a tool by providing an action key (tool name) and an action_input key (tool input).

Valid "action" values: "Final Answer" or search

Provide only ONE action per $JSON_BLOB, as shown:

\`\`\`
{
  "action": $TOOL_NAME,
  "action_input": $INPUT
}
\`\`\``

/** Tags, lists, labels, code, exact words, passages, and prompts without a format. */
export const TEXT_CHECKS: readonly FormatCheck[] = [
  {
    name: 'an answer in tags',
    user: 'What is 2+2? Put your answer in <answer> tags.',
    text: /^<answer>[^<]+<\/answer>$/,
  },
  {
    name: 'several tags',
    user: 'Think first. Write your reasoning inside <thinking></thinking> tags and the result inside <answer></answer> tags.',
    text: /^<thinking>[^<]+<\/thinking>\n<answer>[^<]+<\/answer>$/,
  },
  {
    name: 'a template of tags',
    system: 'Respond in the following format:\n<reasoning>\n...\n</reasoning>\n<answer>\n...\n</answer>',
    user: 'Why is the sky blue?',
    text: /^<reasoning>[^<]+<\/reasoning>\n<answer>[^<]+<\/answer>$/,
  },
  {
    name: 'a nested template of tags',
    user: 'Review this essay. Output format:\n<review>\n<score>1-5</score>\n<comment>your comment here</comment>\n</review>',
    text: /^<review>\n<score>[1-5]<\/score>\n<comment>[^<]+<\/comment>\n<\/review>$/,
  },
  {
    name: 'the XML parser of LangChain',
    user: 'Generate the filmography of Tom Hanks.\nThe output should be formatted as a XML file.\n1. Output should conform to the tags below.\n2. If tags are not given, make them on your own.\n\nHere are the output tags:\n```\n["movies", "actor", "film"]\n```',
    text: /^<movies><actor>.*<film>.*<\/film><\/actor><\/movies>$/,
  },
  {
    name: 'comma-separated values of LangChain',
    user: 'List five ice cream flavors.\nYour response should be a list of comma separated values, eg: `foo, bar, baz`',
    text: /^[^,\n]+(?:, [^,\n]+){4}$/,
  },
  {
    name: 'a custom list of LangChain',
    user: 'Provide a list of great fiction books.\nYour response should be a list of 3 items separated by "\n" (eg: `foo\n bar\n baz`)',
    text: /^[^\n]+\n[^\n]+\n[^\n]+$/,
  },
  {
    name: 'a numbered list of LangChain',
    user: 'Give me ideas.\nYour response should be a numbered list with each item on a new line. For example: \n\n1. foo\n\n2. bar\n\n3. baz',
    text: /^1\. \S[^\n]*\n2\. \S[^\n]*\n3\. \S[^\n]*$/,
  },
  {
    name: 'a Markdown list of LangChain',
    user: 'Name four animals.\nYour response should be a markdown list, eg: `- foo\n- bar\n- baz`',
    text: /^- Dog\n- Cat\n- \S+\n- \S+$/,
  },
  {
    name: 'bullet points',
    user: 'Give me 5 bullet points about remote work.',
    text: /^- [^\n]+(?:\n- [^\n]+){4}$/,
  },
  {
    name: 'one item per line',
    user: 'Generate 4 search queries for "cheap flights", one per line.',
    text: /^[^\n]+(?:\n[^\n]+){3}$/,
  },
  {
    name: 'a multi-query retriever',
    user: 'Your task is to generate 3 different versions of the given user question to retrieve documents. Provide these alternative questions separated by newlines. Original question: What is RAG?',
    text: /^[^\n]+\n[^\n]+\n[^\n]+$/,
  },
  { name: 'a plain list', user: 'List 3 colors', text: /^1\. Red\n2\. Blue\n3\. Green$/ },
  {
    name: 'a Markdown table',
    user: 'Create a markdown table with columns Name, Age and City with 2 rows.',
    text: /^\| Name \| Age \| City \|\n\| --- \| --- \| --- \|\n(?:\| [^\n]+ \|\n?){2}$/,
  },
  {
    name: 'a table in words',
    user: 'Compare three fruits in a table with the columns "Fruit", "Color", "Price".',
    text: /^\| Fruit \| Color \| Price \|\n\| --- /,
  },
  { name: 'CSV', user: 'Return CSV with headers id, name, email. Nothing else.', text: /^id,name,email\n/ },
  {
    name: 'a score from 1 to 10',
    user: 'Rate this joke from 1 to 10. Respond with only a number.\n\nWhy did the chicken cross the road?',
    text: /^(?:[1-9]|10)$/,
  },
  {
    name: 'a fraction',
    system: 'Output a single float between 0.0 and 1.0 that is the similarity of the texts.',
    user: 'a b',
    text: /^0\.\d+$/,
  },
  { name: 'an integer of a calculation', user: 'What is 17 * 3? Reply with just the number.', text: /^51$/ },
  {
    name: 'a percentage',
    user: 'How likely is rain? Return only a number between 0 and 100.',
    text: /^\d{1,3}$/,
  },
  { name: 'ReAct', user: REACT, text: /^Thought: [^\n]+\nAction: calculator\nAction Input: 12 \* 7$/ },
  {
    name: 'ReAct after an observation',
    user: `${REACT} I should use calculator.\nAction: calculator\nAction Input: 12 * 7\nObservation: 84\nThought:`,
    text: /\nFinal Answer: 84\.$/,
  },
  {
    name: 'ReAct of LlamaIndex',
    system: REACT_JSON,
    user: 'What is the weather in Paris?',
    text: /\nAction: weather\nAction Input: \{"city":"[^"]+"\}$/,
  },
  {
    name: 'ReAct of LlamaIndex after an observation',
    system: REACT_JSON,
    user: 'Observation: It is sunny in Paris',
    text: /\nAnswer: It is sunny in Paris\.$/,
  },
  {
    name: 'a JSON action of LangChain',
    system: STRUCTURED_CHAT,
    user: 'Who won the world cup?',
    text: /\{"action":"search","action_input":"Who won the world cup\?"\}/,
  },
  {
    name: 'lines with labels',
    user: 'Evaluate the answer. Use the following format:\n\nScore: <1-5>\nReasoning: <text>',
    text: /^Score: [1-5]\nReasoning: \S/,
  },
  {
    name: 'lines with bold labels',
    system: 'Respond strictly in this format:\n**Title**: [title]\n**Summary**: [one sentence]',
    user: 'A day at the sea',
    text: /^\*\*Title\*\*: \S[^\n]*\n\*\*Summary\*\*: \S/,
  },
  {
    name: 'the markers of DSPy',
    system:
      'Your input fields are:\n1. `question` (str)\nYour output fields are:\n1. `reasoning` (str)\n2. `answer` (str)\n\nAll interactions will be structured in the following way.\n\n[[ ## question ## ]]\n{question}\n\n[[ ## reasoning ## ]]\n{reasoning}\n\n[[ ## answer ## ]]\n{answer}\n\n[[ ## completed ## ]]',
    user: '[[ ## question ## ]]\nWhat is 1+1?\n\nRespond with the corresponding output fields, starting with the field `[[ ## reasoning ## ]]`, then `[[ ## answer ## ]]`, and then ending with the marker for `[[ ## completed ## ]]`.',
    text: /^\[\[ ## reasoning ## \]\]\n\S[^]*\[\[ ## answer ## \]\]\n\S[^]*\[\[ ## completed ## \]\]$/,
  },
  {
    name: 'output fields of Ax',
    system:
      'Your task is to generate new fields: `Priority`.\n<output_fields>\nPriority (wire key: `priority`): (This classification class field must be included)Allowed values: high, medium, low\nScore (wire key: `score`): (This number field must be included)\n</output_fields>\n<formatting_rules>\nReturn one `field name: value` pair per line for the required output fields only.\n</formatting_rules>',
    user: 'Email Text: URGENT: server down',
    text: /^priority: high\nscore: [\d.]+$/,
  },
  {
    name: 'the last line of a calculation',
    user: "Tom has 3 apples. How many apples? End with the line 'Answer: <number>'.",
    text: /^Answer: -?[\d.]+$/m,
  },
  {
    name: 'Python code',
    user: 'Write a function that adds two numbers. Return only the Python code in a code block.',
    text: /^```python\n[^]+\n```$/,
  },
  {
    name: 'SQL without a fence',
    system:
      'You are a SQL expert. Tables: CREATE TABLE users (id int, name text). Return only the SQL query, no markdown.',
    user: 'How many users are there?',
    text: /^SELECT COUNT\(\*\) FROM users;$/,
  },
  { name: 'YAML', user: 'Describe the service. Respond in valid YAML.', text: /^```yaml\n\w+: / },
  { name: 'a diagram', user: 'Draw the flow. Output only a mermaid diagram.', text: /^```mermaid\n/ },
  { name: 'only a quoted word', user: 'Reply with only the word "pong".', text: /^pong$/ },
  { name: 'only a word', user: 'Respond with just the word OK', text: /^OK$/ },
  { name: 'exact text after a colon', user: 'Say exactly: hello there', text: /^hello there$/ },
  { name: 'a quoted text', user: "Say 'this is a test'", text: /^this is a test$/ },
  { name: 'five words', user: 'Describe the ocean in exactly 5 words.', text: /^(?:\S+ ){4}\S+$/ },
  { name: 'one word', user: 'Give a one-word answer: which animal barks?', text: /^\S+$/ },
  { name: 'two sentences', user: 'Explain gravity in two sentences.', text: /^[^.?!]+[.?!]"? [^.?!]+\.$/ },
  {
    name: 'an ISO date',
    user: 'When was 2024-05-06? Your response should be a datetime string in ISO format.',
    text: /^2024-05-06T/,
  },
  {
    name: 'a date pattern of LangChain',
    user: "When?\nWrite a datetime string that matches the following pattern: '%Y-%m-%dT%H:%M:%S.%fZ'.\n\nExamples: 0668-08-09T12:56:32.732651Z",
    text: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/,
  },
  {
    name: 'a regular expression',
    user: 'Your response should match the following regex: /Confidence: (A|B|C), Explanation: (.*)/',
    text: /^Confidence: [ABC], Explanation: ./,
  },
  {
    name: 'RAG with labels',
    user: 'Use the following pieces of context to answer the question at the end.\n\nContext: The moon orbits the Earth. Mars has two moons.\n\nQuestion: How many moons does Mars have?\nHelpful Answer:',
    text: /^Mars has two moons\.$/,
  },
  {
    name: 'RAG in a tag',
    user: '<context>\nOur office opens at 9 am. Lunch is free.\n</context>\n\nWhen does the office open?',
    text: /^Our office opens at 9 am\.$/,
  },
  {
    name: 'RAG without an answer',
    user: 'Answer from the context. If the answer is not in the context, say "Not found".\n\nContext: Bread needs flour.\n\nQuestion: Who won the league in 1999?',
    text: /^Not found$/,
  },
  {
    name: 'RAG that admits',
    system:
      "Use the following pieces of context to answer. If you don't know the answer, just say that you don't know.\n\nContext: Bread needs flour.",
    user: 'Where is Alpha Centauri?',
    text: /don't know/,
  },
  { name: 'ordinary conversation', user: 'What do you think about rivers?', text: /^This is a mock answer/ },
  {
    name: 'a question about JSON',
    user: 'What is JSON and how do I parse a file?',
    text: /^This is a mock answer/,
  },
  {
    name: 'JSON data in the question',
    user: 'Summarize this JSON: {"name": "Ada", "age": 36}',
    text: /^This is a mock answer/,
  },
  {
    name: 'a question with "or"',
    user: 'Should I learn Rust or Go this year?',
    text: /^This is a mock answer/,
  },
  {
    name: 'a negated format',
    system: 'You don\'t need to format your response as JSON. The fields are {"city": "string"}.',
    user: 'Weather in London',
    text: /^This is a mock answer/,
  },
  { name: 'a story', user: 'Write a story about a table in the kitchen', text: /^This is a mock answer/ },
]
