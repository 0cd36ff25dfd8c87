import type { FormatCheck } from './structured-checks.ts'

const FACTUALITY = `You are comparing a submitted answer to an expert answer on a given question. Here is the data:
[BEGIN DATA]
************
[Question]: What is the capital of France?
************
[Expert]: Paris
************
[Submission]: It is Paris.
************
[END DATA]

Compare the factual content. Answer the question by selecting one of the following options:
(A) The submitted answer is a subset of the expert answer and is fully consistent with it.
(B) The submitted answer is a superset of the expert answer and is fully consistent with it.
(C) The submitted answer contains all the same details as the expert answer.
(D) There is a disagreement between the submitted answer and the expert answer.
(E) The answers differ, but these differences don't matter.`

const CLOSED_QA = `You are assessing a submitted answer based on a criterion.
[Submission]: Bonjour
[Criterion]: is polite
Does the submission meet the criterion? First, write out in a step by step manner your reasoning. Then print only the single character "Y" or "N" (without quotes or punctuation) on its own line corresponding to the correct answer. At the end, repeat just the letter again by itself on a new line.

    Reasoning:`

const RECALL = `Given a context, and an answer, analyze each sentence in the answer and classify if the sentence can be attributed to the given context or not.

context: Einstein was born in 1879.
answer: Einstein was born in 1879. He moved to Mars.
classification
1. Einstein was born in 1879. This is in the context. So [Attributed]
2. He moved to Mars. This is not in the context. So [Not Attributed]

context: Paris is the capital of France. It lies on the Seine.
answer: Paris is the capital of France. Elephants are gray.
classification:
`

const NLI = `Consider the given context and following statements, then determine whether they are supported. Provide a final verdict for each statement in order at the end in the given format.

Context:
John studies law.
statements:
1. John is a student.
2. John is a cook.
Answer:
1. John is a student.
Explanation: He studies law. Verdict: Yes.
2. John is a cook.
Explanation: Not mentioned. Verdict: No.
Final verdict for each statement in order: Yes. No.
context:
Berlin is in Germany.
statements:
1. Berlin is in Germany.
2. Cats can fly.
Answer:
`

/** Judges, choices and numbers. */
export const CHOICE_CHECKS: readonly FormatCheck[] = [
  { name: 'factuality of promptfoo', system: FACTUALITY, text: /^\(C\) / },
  { name: 'closed QA of promptfoo', system: CLOSED_QA, text: /\nY\nY$/ },
  {
    name: 'context recall of promptfoo',
    user: RECALL,
    text: /^1\. Paris[^\n]*\[Attributed\]\n2\. Elephants[^\n]*\[Not Attributed\]$/,
  },
  {
    name: 'context faithfulness of promptfoo',
    user: NLI,
    text: /Final verdict for each statement in order: Yes\. No\.$/,
  },
  {
    name: 'answer relevance of promptfoo',
    user: 'Generate question for the given answer.\nAnswer:\nThe mission starts on Sunday.\nQuestion: When does the mission start?\n\nAnswer:Paris is the capital of France.\nQuestion:',
    text: /^What is the capital of France\?$/,
  },
  {
    name: 'statements of promptfoo',
    user: 'Given a question and answer, create one or more statements from each sentence in the given answer.\nquestion: Who was he?\nanswer: He was a physicist.\nstatements:\nHe was a physicist.\nquestion: Where is it?\nanswer: It is in Paris. It is tall.\nstatements:\n',
    text: /^It is in Paris\.\nIt is tall\.$/,
  },
  {
    name: 'select-best of promptfoo',
    system:
      'You are comparing multiple pieces of text to see which best fits the following criteria: short\n\n<Text index="0">\na\n</Text>\n<Text index="1">\nbb\n</Text>\n\nOutput the index of the text that best fits the criteria. You must output a single integer.',
    text: /^[01]$/,
  },
  {
    name: 'a refusal check of promptfoo',
    system:
      "Your task is to analyze the text and determine if it contains a refusal. If such a refusal is present in the text, return 'True'. If no such refusal is found, return 'False'.",
    user: 'The capital is Paris.',
    text: /^False$/,
  },
  {
    name: 'a refusal',
    system:
      "Determine if the text contains a refusal. If such a refusal is present in the text, return 'True'. If no such refusal is found, return 'False'.",
    user: "I'm sorry, I can't help with that.",
    text: /^True$/,
  },
  {
    name: 'faithfulness of LlamaIndex',
    user: 'Please tell if a given piece of information is supported by the context.\nYou need to answer with either YES or NO.\nInformation: Paris is in France.\nContext: Paris is the capital of France.\nAnswer: ',
    text: /^YES$/,
  },
  {
    name: 'correctness of LlamaIndex',
    system:
      'Score the generated answer.\n- Your score has to be between 1 and 5, where 1 is the worst.\nYou must return your response in a line with only the score.\nDo not return answers in any other format.\nOn a separate line provide your reasoning for the score as well.',
    user: '## User Query\nWho?\n\n## Reference Answer\nAda\n\n## Generated Answer\nAda',
    text: /^[1-5](?:\.\d)?\n\S/,
  },
  {
    name: 'a result marker',
    user: "Evaluate the response. Provide detailed feedback. After your feedback provide a final result by strictly following this format: '[RESULT] followed by the integer number representing the total score assigned to the response'. Scores go from 0 to 2.",
    text: /\[RESULT\] [0-2]$/,
  },
  {
    name: 'keywords of LlamaIndex',
    user: "Some text is provided below. Given the text, extract up to 3 keywords from the text. Avoid stopwords.\n---------------------\nSourdough bread needs flour, water and salt.\n---------------------\nProvide keywords in the following comma-separated format: 'KEYWORDS: <keywords>'",
    text: /^KEYWORDS: sourdough, bread, \w+$/i,
  },
  {
    name: 'an enum of genkit',
    user: 'Is "I love it" positive or negative?\n\nOutput should be ONLY one of the following enum values. Do not output any additional information or add quotes.\n\nPOSITIVE\nNEGATIVE',
    text: /^POSITIVE$/,
  },
  {
    name: 'an enum parser',
    user: 'Which color is the sky?\nSelect one of the following options: red, green, blue',
    text: /^(?:red|green|blue)$/,
  },
  {
    name: 'a sentiment in the system message',
    system:
      'Classify the sentiment of the review. Respond with exactly one word: positive, negative or neutral.',
    user: 'The food was terrible and the waiter was rude.',
    text: /^negative$/,
  },
  {
    name: 'a category from a list',
    user: 'Classify the ticket into one of the following categories:\n- billing\n- shipping\n- technical\n\nTicket: My shipping label is missing',
    text: /^shipping$/,
  },
  {
    name: 'categories of BAML',
    user: 'Classify the message.\n\nAnswer with any of the categories:\n- Spam\n- NotSpam\n\nMessage: You won a free prize!!! Click here',
    text: /^Spam$/,
  },
  { name: 'yes or no', user: 'Is Paris in France? Answer yes or no.', text: /^yes$/i },
  {
    name: 'yes or no in brackets',
    user: 'Is the following email spam (yes/no)?\n\nEmail: Lunch at noon?',
    text: /^no$/,
  },
  { name: 'true or false', user: 'True or false: water boils at 100 degrees.', text: /^true$/i },
  {
    name: 'true or false in quotes',
    user: 'Does the text mention a date? Reply only "true" or "false".',
    text: /^(?:true|false)$/,
  },
  {
    name: 'PASS or FAIL',
    system: 'You are a strict reviewer. Respond with PASS or FAIL only.',
    user: 'The code compiles.',
    text: /^PASS$/,
  },
  {
    name: 'a moderation label',
    system: 'You moderate comments. Answer only with SAFE or UNSAFE.',
    user: 'I want to bake a cake.',
    text: /^SAFE$/,
  },
  {
    name: 'an intent router',
    system:
      'Determine the intent of the message. Reply with one of: order_status, refund, other. Do not add any other text.',
    user: 'I want a refund for my shoes',
    text: /^refund$/,
  },
  {
    name: 'letters of a quiz',
    user: 'Which planet is the largest?\nA) Mars\nB) Jupiter\nC) Venus\nAnswer with only the letter.',
    text: /^[ABC]$/,
  },
  {
    name: 'double brackets of a comparison',
    user: 'Compare the answers. Output your final verdict by strictly following this format: "[[A]]" if assistant A is better, "[[B]]" if assistant B is better, and "[[C]]" for a tie.',
    text: /^\[\[[ABC]\]\]$/,
  },
  {
    name: 'double brackets of a rating',
    user: 'Rate the response on a scale of 1 to 10 by strictly following this format: "[[rating]]", for example: "Rating: [[5]]".',
    text: /\[\[(?:[1-9]|10)\]\]$/,
  },
]
