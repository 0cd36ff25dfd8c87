/**
 * What goes wrong with the delivery of an answer.
 */
export interface Fault {
  /**
   * Share of the requests that meet the fault, from 0 to 1; the same request always meets it or never does.
   *
   * @minimum 0
   * @maximum 1
   */
  probability?: number
}
