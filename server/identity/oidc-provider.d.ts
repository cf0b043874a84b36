// The package brings no types of its own; these are the few calls that the stand-in makes.
declare module "oidc-provider" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  export class Provider {
    constructor(issuer: string, configuration: object);
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionResult(
      request: IncomingMessage,
      response: ServerResponse,
      result: object,
      options: object,
    ): Promise<string>;
  }
}
