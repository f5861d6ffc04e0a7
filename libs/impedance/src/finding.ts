/** Something that a person should know of a result: a closed code, and a sentence that says what was got and what to do. */
export interface Finding<Code extends string = string> {
  code: Code;
  message: string;
}
