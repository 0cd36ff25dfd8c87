import { describe, expect, test } from 'vitest'
import { parseCommand, UsageError } from '../../../src/cli/arguments.ts'

describe('parseCommand', () => {
  test.each([
    ['chek', 'unknown command "chek"'],
    ['check', 'usage: check FILE'],
    ['put team', 'usage: put NAMESPACE FILE'],
    ['get ../x', '"../x" is not a valid namespace'],
    ['list --local --remote', 'mutually exclusive'],
    ['list --url here', '--url is "here"'],
    ['list --nonsense', "Unknown option '--nonsense'"],
    ['put a b --local --if-match x', '--if-match requires --url'],
  ])('parseCommand rejects the arguments "%s"', (line, message) => {
    const parse = () => parseCommand(line.split(' '))
    expect(parse).toThrow(UsageError)
    expect(parse).toThrow(message)
  })

  test.each([[[]], [['help']], [['--help']], [['check', '-h']]])('parseCommand parses %j as help', (args) => {
    expect(parseCommand(args)).toEqual({ name: 'help' })
  })

  test.each([
    ['check a.json', { name: 'check', file: 'a.json', destination: undefined, strict: false }],
    ['check a.json --strict', { name: 'check', strict: true }],
    ['list', { name: 'list', destination: { kind: 'url', url: 'http://127.0.0.1:4010' } }],
    ['get team --local', { name: 'get', namespace: 'team', destination: { kind: 'local' } }],
    ['delete team --remote', { name: 'delete', destination: { kind: 'remote' } }],
    ['put team a.json --if-match "1"', { name: 'put', namespace: 'team', file: 'a.json', ifMatch: '"1"' }],
    ['list --local --persist-to x', { destination: { kind: 'local', persistTo: 'x' } }],
    ['list --url https://mock.test', { destination: { kind: 'url', url: 'https://mock.test' } }],
  ])('parseCommand parses the arguments "%s"', (line, command) => {
    expect(parseCommand(line.split(' '))).toMatchObject(command)
  })
})
