import { HttpException } from '@nestjs/common';

/** What a person or program is told when a request cannot be served. */
export interface ProblemDetail {
  message: string;
  got?: unknown;
  /** Which part of the request, or which part of the system. */
  where?: string;
  expected?: string;
}

export class Problem extends HttpException {
  constructor(
    status: number,
    readonly detail: ProblemDetail,
  ) {
    super(detail, status);
  }
}
