import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Relying } from "./citizen-sign-in.ts";

export interface StandInPerson {
  readonly subject: string;
  readonly name: string;
  readonly identityNumber: string;
  readonly birthDate: string;
  readonly phone: string;
  readonly address: string;
}

export interface StandIn {
  /** Answers a request below `/dev-oidc`. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Where to send the browser after the person said who he is. */
  finish(request: IncomingMessage, response: ServerResponse, subject: string): Promise<string>;
}

export const STAND_IN_PATH = "/dev-oidc";
export const STAND_IN_SIGN_IN = "/dev-dang-nhap";

/** An identity service inside the process, for development and the demo alone. Throws in production. */
export async function openStandIn(
  { issuer, clientId, clientSecret, redirectUri }: Relying,
  people: readonly StandInPerson[],
  production: boolean,
): Promise<StandIn> {
  if (production) throw new Error("The stand-in for the national identity service must not run in production.");
  const { Provider } = await import("oidc-provider");
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ["sub"], profile: ["name", "identity_number", "birthdate", "phone_number", "home_address"] },
    conformIdTokenClaims: false,
    cookies: { keys: [randomBytes(32).toString("hex")] },
    features: { devInteractions: { enabled: false } },
    interactions: {
      url: (_context: unknown, interaction: { uid: string }) => `${STAND_IN_SIGN_IN}/${interaction.uid}`,
    },
    findAccount: (_context: unknown, subject: string) => {
      const person = people.find((one) => one.subject === subject);
      return person && { accountId: subject, claims: () => claimsOf(person) };
    },
    // Everybody here is invented, so nobody needs to be asked whether the portal may know the name.
    loadExistingGrant: grantAll,
  });
  const answer = provider.callback();
  return {
    async handle(request, response) {
      const own = request as IncomingMessage & { originalUrl?: string };
      own.originalUrl = request.url ?? "";
      own.url = own.originalUrl.slice(STAND_IN_PATH.length) || "/";
      await answer(request, response);
    },
    finish: async (request, response, subject) =>
      provider.interactionResult(
        request,
        response,
        { login: { accountId: subject } },
        { mergeWithLastSubmission: false },
      ),
  };
}

interface GrantContext {
  readonly oidc: {
    readonly client: { readonly clientId: string };
    readonly session: { readonly accountId: string };
    readonly provider: {
      readonly Grant: new (of: { clientId: string; accountId: string }) => {
        addOIDCScope(scope: string): void;
        save(): Promise<string>;
      };
    };
  };
}

async function grantAll({ oidc }: GrantContext): Promise<unknown> {
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope("openid profile");
  await grant.save();
  return grant;
}

function claimsOf({
  subject,
  name,
  identityNumber,
  birthDate,
  phone,
  address,
}: StandInPerson): Record<string, unknown> & { sub: string } {
  return {
    sub: subject,
    name,
    identity_number: identityNumber,
    birthdate: birthDate,
    phone_number: phone,
    home_address: address,
  };
}
