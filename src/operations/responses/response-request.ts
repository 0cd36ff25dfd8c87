import type { BodyOf } from '../operation.ts'

type DocumentedRequest = BodyOf<'createResponse'> | BodyOf<'beta_createResponse'>

/** The request body of a response. `include` may have values of newer documents, from the query of a GET request. */
export type ResponseRequest = Omit<DocumentedRequest, 'include'> & { include?: string[] | null }

/** An item of a request's input. */
export type InputItem = Exclude<NonNullable<ResponseRequest['input']>, string>[number]
