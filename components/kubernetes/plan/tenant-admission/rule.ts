/** What the API server refuses, and what it says then: what is wrong, and what to do. */
export interface AdmissionRule {
  /** In CEL; false where the object is refused. */
  readonly expression: string;
  readonly message: string;
}
