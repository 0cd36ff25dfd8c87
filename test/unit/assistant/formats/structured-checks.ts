/** A prompt that asks for a format, and a check of the text. */
export interface FormatCheck {
  name: string
  system?: string
  user?: string
  /** True for `response_format: json_object`. */
  isJsonMode?: boolean
  /** The text matches this. */
  text?: RegExp
  /** The text is JSON, in a fenced block or not, with members of these types. */
  json?: Readonly<Record<string, string>>
  /** The text is a JSON array of such objects, or of values of a type. */
  items?: Readonly<Record<string, string>> | string
}

const PYDANTIC = `The output should be formatted as a JSON instance that conforms to the JSON schema below.

As an example, for the schema {"properties": {"foo": {"title": "Foo", "type": "array", "items": {"type": "string"}}}, "required": ["foo"]}
the object {"foo": ["bar", "baz"]} is a well-formatted instance of the schema. The object {"properties": {"foo": ["bar", "baz"]}} is not well-formatted.

Here is the output schema:
\`\`\`
{"properties": {"setup": {"type": "string"}, "rating": {"type": "integer", "minimum": 1, "maximum": 5}}, "required": ["setup", "rating"]}
\`\`\``

const STRUCTURED = `You must format your output as a JSON value that adheres to a given "JSON Schema" instance.

"JSON Schema" is a declarative language that allows you to annotate and validate JSON documents.

For example, the example "JSON Schema" instance {{"properties": {{"foo": {{"description": "a list of test words", "type": "array", "items": {{"type": "string"}}}}}}, "required": ["foo"]}}
would match an object with one required property, "foo".

Here is the JSON Schema instance your output must adhere to. Include the enclosing markdown codeblock:
\`\`\`json
{"type":"object","properties":{"answer":{"type":"string"},"sources":{"type":"array","items":{"type":"string"}}},"required":["answer","sources"],"additionalProperties":false}
\`\`\``

/** JSON Schemas, types, examples and keys. */
export const STRUCTURED_CHECKS: readonly FormatCheck[] = [
  {
    name: 'a JSON Schema of a Pydantic parser',
    user: `Tell me a joke.\n${PYDANTIC}`,
    json: { setup: 'string', rating: 'number' },
  },
  {
    name: 'a JSON Schema of a structured parser',
    user: `Answer the question.\n${STRUCTURED}\nWhat is the capital of France?`,
    json: { answer: 'string', sources: 'array' },
    text: /^```json\n[^]*\n```$/,
  },
  {
    name: 'a JSON Schema in the system message with JSON mode',
    system:
      'Return a valid JSON object that matches the schema. json schema: {"name":"User","type":"object","properties":{"age":{"type":"number"},"name":{"type":"string"}},"required":["age","name"]}',
    user: 'Jason Liu is 30 years old',
    isJsonMode: true,
    json: { age: 'number', name: 'string' },
  },
  {
    name: 'a JSON Schema in a code block for Markdown mode',
    system:
      'As a genius expert, your task is to understand the content and provide the parsed objects in json that match the following json_schema:\n\n{"$defs":{"Tag":{"type":"object","properties":{"label":{"type":"string"}},"required":["label"]}},"properties":{"tags":{"type":"array","items":{"$ref":"#/$defs/Tag"}}},"required":["tags"],"type":"object"}\n\nMake sure to return an instance of the JSON, not the schema itself',
    user: 'Return the correct JSON response within a ```json codeblock. not the JSON_SCHEMA',
    json: { tags: 'array' },
    text: /^```json/,
  },
  {
    name: 'an array schema of genkit',
    user: 'Suggest 3 menu items.\n\nOutput should be a JSON array conforming to the following schema:\n\n```\n{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"calories":{"type":"number"}},"required":["name","calories"]}}\n```',
    items: { name: 'string', calories: 'number' },
  },
  {
    name: 'JSON lines of genkit',
    user: 'List products.\n\nOutput should be JSONL format, a sequence of JSON objects (one per line) separated by a newline. Each line should be a JSON object conforming to the following schema:\n\n```\n{"type":"object","properties":{"sku":{"type":"string"}},"required":["sku"]}\n```',
    text: /^\{"sku":"[^"\n]+"\}$/,
  },
  {
    name: 'a wrapped schema',
    user: 'Extract the event. Reply with JSON for {"name":"event","schema":{"type":"object","properties":{"title":{"type":"string"},"isPublic":{"type":"boolean"}},"required":["title","isPublic"]}}',
    json: { title: 'string', isPublic: 'boolean' },
  },
  {
    name: 'a TypeScript interface of typechat',
    user: 'You are a service that translates user requests into JSON objects of type "SentimentResponse" according to the following TypeScript definitions:\n```\nexport interface SentimentResponse { sentiment: "negative" | "neutral" | "positive"; }```\nThe following is a user request:\n"""\nTypeChat is awesome!\n"""\nThe following is the user request translated into a JSON object with 2 spaces of indentation:\n',
    text: /^\{"sentiment":"(?:negative|neutral|positive)"\}$/,
  },
  {
    name: 'nested TypeScript types with comments',
    user: 'You are a service that translates user requests into JSON objects of type "Order" according to the following TypeScript definitions:\n```\n// A coffee order\nexport interface Order {\n  items: (LineItem | UnknownText)[];\n  paid?: boolean;\n}\ninterface LineItem {\n  type: "item";\n  product: string; // the drink\n  quantity: number;\n}\ninterface UnknownText { type: "unknown"; text: string }\n```\nThe following is a user request:\n"""\ntwo lattes\n"""',
    json: { items: 'array' },
    text: /"type":"(?:item|unknown)"/,
  },
  {
    name: 'a type alias',
    user: 'Respond with JSON that satisfies this TypeScript type:\n\ntype Result = { ok: boolean; codes: number[]; meta: Record<string, string>; level: 1 | 2 | 3 }',
    json: { ok: 'boolean', codes: 'array', meta: 'object', level: 'number' },
  },
  {
    name: 'an enum of TypeScript',
    user: 'Answer with JSON of type Ticket.\n```ts\nenum Priority { Low = "low", High = "high" }\ninterface Ticket { priority: Priority; title: string }\n```\nServer down',
    text: /"priority":"(?:low|high)"/,
  },
  {
    name: 'an outline of llm-rubric',
    system:
      'You are grading output according to a user-specified rubric. You respond with a JSON object with this structure: {reason: string, pass: boolean, score: number}',
    user: '<Output>\nBonjour\n</Output>\n<Rubric>\nis French\n</Rubric>',
    json: { reason: 'string', pass: 'boolean', score: 'number' },
  },
  {
    name: 'an outline with semicolons',
    system: 'You respond with a JSON object with this structure: {pass: boolean; reason: string;}.',
    user: 'Output: hi',
    json: { pass: 'boolean', reason: 'string' },
  },
  {
    name: 'examples with the same keys',
    system:
      'You are grading output according to a rubric.\n\nExamples:\n\nOutput: Hello\nRubric: a greeting\n{"pass": true, "score": 1.0, "reason": "it is"}\n\nOutput: Arr\nRubric: no pirate\n{"pass": false, "score": 0.0, "reason": "it is not"}',
    user: 'Output: x\nRubric: y',
    json: { pass: 'boolean', score: 'number', reason: 'string' },
  },
  {
    name: 'an outline without commas',
    user: 'The output should be a markdown code snippet formatted in the following schema, including the leading and trailing "```json" and "```":\n\n```json\n{\n\t"answer": string  // answer to the question\n\t"count": integer  // number of sources\n}\n```\nWho is Ada?',
    json: { answer: 'string', count: 'number' },
    text: /^```json/,
  },
  {
    name: 'a schema of BAML',
    user: 'Extract from this content:\nJohn Doe, Rust, Go\n\nAnswer in JSON using this schema:\n{\n  name: string,\n  age: int or null,\n  skills: string[],\n  seniority: "junior" or "senior",\n}',
    json: { name: 'string', skills: 'array' },
    text: /"seniority":"(?:junior|senior)"/,
  },
  {
    name: 'placeholders in an example',
    user: 'Evaluate the essay. Return your answer in this JSON format:\n{\n  "score": <number from 1 to 10>,\n  "feedback": "<two sentences>",\n  "passed": true/false\n}',
    json: { score: 'number', feedback: 'string', passed: 'boolean' },
  },
  {
    name: 'options in an example',
    user: 'Respond in JSON like this:\n{"sentiment": "positive|negative|neutral", "confidence": 0.0-1.0, "topics": ["...", "..."]}\n\nText: great phone',
    json: { sentiment: 'string', confidence: 'number', topics: 'array' },
    text: /"(?:positive|negative|neutral)"/,
  },
  {
    name: 'a single-select prompt of LlamaIndex',
    user: 'Some choices are given below.\n---------------------\n(1) facts(2) summaries\n---------------------\nUsing only the choices above, return the choice that is most relevant to the question: \'Summarize\'\n\nThe output should be ONLY JSON formatted as a JSON instance.\n\nHere is an example:\n[\n    {\n        "choice": 1,\n        "reason": "<insert reason for choice>"\n    },\n    ...\n]',
    items: { choice: 'number', reason: 'string' },
  },
  {
    name: 'sub-questions of LlamaIndex',
    user: 'Given a user question, and a list of tools, output a list of relevant sub-questions in json markdown.\n\n# Example 1\n<Output>\n```json\n{\n    "items": [\n        {"sub_question": "What is the growth of Uber", "tool_name": "uber_10k"}\n    ]\n}\n```\n\n# Example 2\n<User Question>\nCompare Lyft\n\n<Output>\n',
    json: { items: 'array' },
    text: /"sub_question"/,
  },
  {
    name: 'keys in words',
    system: 'Return JSON with fields title (string), tags (array of strings) and score (0-1).',
    user: 'An article about cats',
    isJsonMode: true,
    json: { title: 'string', tags: 'array', score: 'number' },
  },
  {
    name: 'keys in backticks',
    user: 'Tell me a joke about cats. Respond in JSON with keys `setup` and `punchline`.',
    isJsonMode: true,
    json: { setup: 'string', punchline: 'string' },
  },
  {
    name: 'keys in quotes without JSON mode',
    user: 'Summarize the plot. Respond with a JSON object with the keys "title", "year" and "characters".',
    json: { title: 'string', year: 'number', characters: 'array' },
  },
  {
    name: 'keys in a list with descriptions',
    system:
      'Extract the data as JSON with the following fields:\n- name: the full name\n- age (integer): the age in years\n- is_student (boolean)\n- hobbies: list of strings',
    user: 'Ann, 20',
    json: { name: 'string', age: 'number', is_student: 'boolean', hobbies: 'array' },
  },
  {
    name: 'keys in a numbered list',
    user: 'Generate a product. Output valid JSON containing these properties:\n1. "name" - product name\n2. "price" - a number\n3. "inStock" - boolean',
    json: { name: 'string', price: 'number', inStock: 'boolean' },
  },
  {
    name: 'keys with types after colons',
    user: 'Give me a user as a JSON object with properties id: integer, email: string and active: boolean',
    json: { id: 'number', email: 'string', active: 'boolean' },
  },
  {
    name: 'a person in JSON mode',
    user: 'Give me a JSON of a person with name and age',
    isJsonMode: true,
    json: { name: 'string', age: 'number' },
  },
  {
    name: 'JSON without a shape',
    user: 'What is the capital of France? Answer in JSON.',
    json: { answer: 'string' },
  },
  {
    name: 'JSON mode without a shape',
    user: 'Answer in JSON: what is up?',
    isJsonMode: true,
    json: { answer: 'string' },
  },
  { name: 'a JSON array of strings', user: 'Give me 4 colors as a JSON array of strings.', items: 'string' },
  {
    name: 'a JSON list in Python form',
    user: 'Return a JSON list of 3 city names. No other text.',
    items: 'string',
  },
  {
    name: 'an example array of objects',
    user: 'Generate quiz questions. Format your response as a JSON array:\n[{"question": "...", "options": ["A", "B"], "answer": 0}]',
    items: { question: 'string', options: 'array', answer: 'number' },
  },
  {
    name: 'a nested example',
    user: 'Plan a trip. The output must follow this structure:\n```json\n{\n  "destination": "Paris",\n  "days": [{"day": 1, "activities": ["Louvre"]}],\n  "budget": {"total": 1200, "currency": "EUR"}\n}\n```',
    json: { destination: 'string', days: 'array', budget: 'object' },
  },
  {
    name: 'an outline of a judge with single quotes',
    user: "Evaluate. Provide your output in JSON format: {'verdict': 'pass' or 'fail', 'reason': str}",
    json: { verdict: 'string', reason: 'string' },
    text: /"(?:pass|fail)"/,
  },
  {
    name: 'an outline with Python types',
    user: 'Return a JSON dict matching this shape: {"names": List[str], "age": Optional[int], "scores": Dict[str, float]}',
    json: { names: 'array', age: 'number', scores: 'object' },
  },
  {
    name: 'a JSON Schema with references',
    user: 'Output JSON that follows this JSON Schema: {"$ref":"#/definitions/A","definitions":{"A":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}}',
    json: { n: 'number' },
  },
  {
    name: 'a schema in a developer prompt of several messages',
    system:
      'Always answer with JSON matching {"type":"object","properties":{"reply":{"type":"string"},"mood":{"enum":["calm","angry"]}},"required":["reply","mood"]}',
    user: 'How are you?',
    json: { reply: 'string', mood: 'string' },
  },
  {
    name: 'G-Eval',
    user: 'You will be given one Reply. Rate it.\n\nRespond in JSON format with {"score": <a score from 0 to 10>, "reason": "<short reason>"}\n\nReply: hello',
    json: { score: 'number', reason: 'string' },
  },
  {
    name: 'claims in a judge prompt',
    user: 'Based on the text, generate a list of claims. Please make sure to only return in JSON format, with the "claims" key as a list of strings. No explanation is needed.\n\nText: Paris is big.',
    json: { claims: 'array' },
  },
  {
    name: 'verdicts in a judge prompt',
    user: "For each statement, determine if it is relevant. Generate a list of JSON with two keys: `verdict` and `reason`. The 'verdict' key should STRICTLY be either a 'yes', 'idk' or 'no'.",
    text: /"verdict"/,
  },
  {
    name: 'an example of a ragas prompt',
    user: 'Judge the faithfulness.\nPlease return the output in a JSON format that complies with the following schema as specified in JSON Schema:\n{"properties": {"statements": {"items": {"type": "string"}, "type": "array"}}, "required": ["statements"], "title": "S", "type": "object"}Do not use single quotes in your response but double quotes.\n\n--------EXAMPLES-----------\nExample 1\nInput: {\n    "question": "Who?",\n    "answer": "He."\n}\nOutput: {\n    "statements": ["He is."]\n}\n-----------------------------\nNow perform the same with the following input\ninput: {"question": "What?", "answer": "That."}\nOutput: ',
    json: { statements: 'array' },
  },
]
