import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { schemas } from './api/schemas.js';

/** The OpenAPI document at /api/openapi.json, and a page for it at /api/docs whose files come from its package. */
export function describeApi(app: NestFastifyApplication): void {
  const described = new DocumentBuilder()
    .setTitle('Cellwatch')
    .setDescription(
      'Battery cells while they are tested. Names carry their units; positive current charges the cell; ratios are ratios. ' +
        'Errors say what was got, where, and what was expected.',
    )
    .setVersion('0.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The access key, where the board has one' })
    .build();
  const document = SwaggerModule.createDocument(app, described, {
    operationIdFactory: (_controller, method) => method,
  });
  document.components = { ...document.components, schemas: schemas as never };
  SwaggerModule.setup('api/docs', app, document, { jsonDocumentUrl: 'api/openapi.json', raw: ['json'] });
}
