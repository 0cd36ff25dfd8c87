import { describe, expect, test } from 'vitest'
import { fillTemplate } from '../../../../src/operations/evals/fill-template.ts'
import { grade } from '../../../../src/operations/evals/graders.ts'
import { textSimilarity } from '../../../../src/operations/evals/text-similarity.ts'

const row = { item: { name: 'Ada', list: ['a', 'b'], deep: { n: 1 } }, sample: { output_text: 'Hello Ada' } }

describe('graders of evals', () => {
  test.each([
    ['{{ item.name }} says {{sample.output_text}}', 'Ada says Hello Ada'],
    ['{{ item.list[1] }}{{ item.missing }}', 'b'],
    ['{{ item.deep }}', '{"n":1}'],
    ['{{ unclosed', '{{ unclosed'],
  ])('the template %s is filled', (template, text) => {
    expect(fillTemplate(template, row)).toBe(text)
  })

  test.each([
    ['eq', 'Hello Ada', true],
    ['ne', 'Hello Ada', false],
    ['like', 'ada', false],
    ['ilike', 'ada', true],
  ])('the string check %s with %s passes: %s', (operation, reference, passed) => {
    const criterion = { type: 'string_check', input: '{{ sample.output_text }}', reference, operation }
    expect(grade(criterion, row).passed).toBe(passed)
  })

  test('a grader of several is the mean of their scores', () => {
    const check = (reference: string) => ({ type: 'string_check', input: 'x', reference, operation: 'eq' })
    expect(grade({ type: 'multi', graders: { a: check('x'), b: check('y') } }, row)).toEqual({
      score: 0.5,
      passed: false,
    })
  })

  test('graders that ask a model pass with the best score', () => {
    expect(grade({ type: 'score_model', range: [1, 7], pass_threshold: 5 }, row)).toEqual({
      score: 7,
      passed: true,
    })
    expect(grade({ type: 'label_model', labels: ['a'], passing_labels: ['a'] }, row).passed).toBe(true)
  })

  test.each(['cosine', 'fuzzy_match', 'bleu', 'gleu', 'meteor', 'rouge_1', 'rouge_2', 'rouge_l'])(
    'the similarity %s is 1 for equal texts, and greater for texts that share more',
    (metric) => {
      const text = 'the quick brown fox jumps over the lazy dog'
      const near = textSimilarity('the quick brown fox jumps over a dog', text, metric)
      const far = textSimilarity('some unrelated sentence', text, metric)
      expect(textSimilarity(text, text, metric)).toBe(1)
      expect(near).toBeGreaterThan(far)
      expect(near).toBeLessThan(1)
    },
  )
})
