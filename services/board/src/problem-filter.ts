import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { isOutage } from '@cellwatch/timescale';
import { Problem, type ProblemDetail } from './problem.js';

interface Reply {
  code(status: number): Reply;
  type(content_type: string): Reply;
  send(body: string): unknown;
}

/** Every error leaves as problem JSON. What is ours to mend is logged; its text is not shown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('board');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<Reply>();
    const { status, detail } = this.problemOf(error);
    reply.code(status).type('application/problem+json').send(JSON.stringify(detail));
  }

  private problemOf(error: unknown): { status: number; detail: ProblemDetail } {
    if (error instanceof Problem) return { status: error.getStatus(), detail: error.detail };
    if (error instanceof HttpException) return { status: error.getStatus(), detail: { message: error.message } };
    if (isOutage(error)) {
      this.log.warn(`away: ${(error as Error).message}`);
      return {
        status: 503,
        detail: { message: 'the database or the stream is away', expected: 'it to be back soon: try again' },
      };
    }
    const { statusCode, message } = error as { statusCode?: number; message?: string };
    if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
      return { status: statusCode, detail: { message: message ?? 'bad request', where: 'request' } };
    this.log.error(error instanceof Error ? error.stack : String(error));
    return { status: 500, detail: { message: 'a bug in the board: its log has the details' } };
  }
}
