import { Controller, Get, Headers, Param, Res, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { PageFile } from './page-files.js';
import { Problem } from './problem.js';

interface Reply {
  code(status: number): Reply;
  headers(values: Record<string, string>): Reply;
  send(body?: Buffer): void;
}

export function pageController(files: ReadonlyMap<string, PageFile>): Type {
  function answer(name: string, known_etag: string | undefined, reply: Reply): void {
    const file = files.get(name);
    if (!file) throw new Problem(404, { message: 'no such file', got: name, where: 'path' });
    const { type, etag, body } = file;
    reply.headers({ 'content-type': type, etag, 'cache-control': 'no-cache' });
    if (known_etag === etag) reply.code(304).send();
    else reply.send(body);
  }

  @ApiExcludeController()
  @Controller()
  class PageController {
    @Get()
    index(@Headers('if-none-match') etag: string | undefined, @Res() reply: Reply): void {
      answer('index.html', etag, reply);
    }

    @Get('page/:name')
    file(@Param('name') name: string, @Headers('if-none-match') etag: string | undefined, @Res() reply: Reply): void {
      answer(name, etag, reply);
    }
  }

  return PageController;
}
