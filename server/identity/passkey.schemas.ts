import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import Type from "typebox";

const Text = Type.String({ minLength: 1, maxLength: 20_000 });
const answer = (fields: readonly string[]) =>
  Type.Object(
    {
      id: Type.String({ minLength: 1, maxLength: 2000 }),
      rawId: Type.String({ minLength: 1, maxLength: 2000 }),
      type: Type.Literal("public-key"),
      response: Type.Object(Object.fromEntries(fields.map((field) => [field, Text]))),
    },
    { description: "Câu trả lời của trình duyệt (WebAuthn, PublicKeyCredential.toJSON)" },
  );

/** What a browser answers with when a passkey was used. */
export const Assertion = Type.Unsafe<AuthenticationResponseJSON>(
  answer(["clientDataJSON", "authenticatorData", "signature"]),
);
/** What a browser answers with when a passkey was made. */
export const Attestation = Type.Unsafe<RegistrationResponseJSON>(answer(["clientDataJSON", "attestationObject"]));

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** What a browser answers as a form carries it; undefined when it is none. What stands in it is for whoever checks its signature. */
function readAnswer(text: string | undefined): unknown {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return isRecord(value) && typeof value["id"] === "string" && isRecord(value["response"]) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A used passkey as a form carries it; undefined when it is none. */
export function readAssertion(text: string | undefined): AuthenticationResponseJSON | undefined {
  return readAnswer(text) as AuthenticationResponseJSON | undefined;
}

/** A new passkey as a form carries it; undefined when it is none. */
export function readAttestation(text: string | undefined): RegistrationResponseJSON | undefined {
  return readAnswer(text) as RegistrationResponseJSON | undefined;
}
