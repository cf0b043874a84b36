import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";

interface Site {
  readonly id: string;
  readonly origin: string;
}

/** What the authenticator tells otherwise than a well-behaved one would. */
export interface Lies {
  readonly origin?: string;
  readonly rpId?: string;
  readonly verified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
}

/** An authenticator in software (ES256), for asking the server what no browser would send. */
export function softAuthenticator(site: Site) {
  const id = randomBytes(16);
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  let counter = 0;
  let user = "";
  const answerTo = (type: string, challenge: string, lies: Lies): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin: lies.origin ?? site.origin, crossOrigin: false }));
  const dataOf = (flags: number, lies: Lies, rest: Buffer = Buffer.alloc(0)): Buffer => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(lies.counter ?? counter);
    const verified = lies.verified === false ? 0 : 0x04;
    return Buffer.concat([sha256(lies.rpId ?? site.id), Buffer.from([0x01 | verified | flags]), count, rest]);
  };
  const common = { id: text(id), rawId: text(id), type: "public-key", clientExtensionResults: {} };
  return {
    /** Answers what a passkey is to be made of. */
    make(options: { readonly challenge: string; readonly user: { readonly id: string } }, lies: Lies = {}) {
      user = options.user.id;
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey(publicKey)]);
      const data = dataOf(0x40, lies, attested);
      const attestationObject = Buffer.concat([
        Buffer.from([0xa3]),
        cborText("fmt"),
        cborText("none"),
        cborText("attStmt"),
        Buffer.from([0xa0]),
        cborText("authData"),
        cborBytes(data),
      ]);
      const clientDataJSON = answerTo("webauthn.create", options.challenge, lies);
      return {
        ...common,
        response: { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) },
      };
    },
    /** Signs a challenge; every signature counts one up. */
    use({ challenge }: { readonly challenge: string }, lies: Lies = {}) {
      counter += 1;
      const clientDataJSON = answerTo("webauthn.get", challenge, lies);
      const authenticatorData = dataOf(0, lies);
      const signed = Buffer.concat([authenticatorData, createHash("sha256").update(clientDataJSON).digest()]);
      return {
        ...common,
        response: {
          clientDataJSON: text(clientDataJSON),
          authenticatorData: text(authenticatorData),
          signature: text(sign("sha256", signed, privateKey)),
          userHandle: lies.userHandle ?? user,
        },
      };
    },
  };
}

const text = (bytes: Buffer): string => bytes.toString("base64url");
const sha256 = (words: string): Buffer => createHash("sha256").update(words).digest();
const cborText = (words: string): Buffer => Buffer.concat([Buffer.from([0x60 + words.length]), Buffer.from(words)]);
const cborBytes = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from([0x58, bytes.length]), bytes]);

/** `{1: 2, 3: -7, -1: 1, -2: x, -3: y}`: a key on P-256 for ES256. */
function coseKey(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  const [head, of] = [Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]), Buffer.from([0x22])];
  return Buffer.concat([head, cborBytes(Buffer.from(x, "base64url")), of, cborBytes(Buffer.from(y, "base64url"))]);
}
