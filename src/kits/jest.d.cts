import type * as kit from './jest.js' with { 'resolution-mode': 'import' }

/** The types of `jest.cjs`, which CommonJS test files load. */
export declare const test: kit.MockTest
export type Expectation = kit.Expectation
export type MockNamespace = kit.MockNamespace
export type MockTest = kit.MockTest
