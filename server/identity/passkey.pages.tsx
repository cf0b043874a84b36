import type { Deps } from "../platform/deps.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import type { App } from "../platform/http/server.ts";
import { isId } from "../platform/ids.ts";
import { turnedOnText } from "../../web/identity/own-account-text.ts";
import { askedOf, clearPending, factorOwnerOf, visitorOf } from "./identity.routes.ts";
import { errandOf, letIn, refusalOf, signInAgain, type Fields, type Refill } from "./officer-sign-in.pages.tsx";
import { requireSite } from "./passkey-site.ts";
import { signInByPasskey } from "./passkey-sign-in.ts";
import { readAssertion, readAttestation } from "./passkey.schemas.ts";
import { addPasskey, removePasskey } from "./passkeys.ts";
import { codesPage, factorPage, faultsOf, PATH as FACTORS, statusOf, unstored } from "./second-factor.pages.tsx";

const ROOM = "/can-bo/tai-khoan/khoa-truy-cap";

type Posted = Partial<Record<string, string>>;

/** Passkeys as pages: what the browser's script got from the authenticator comes in as a field of a form. */
export function passkeyPages(app: App, deps: Deps, refill: Refill): void {
  const { baseUrl } = deps.config;
  app.post<{ Body: Fields & { readonly credential?: string } }>(
    "/can-bo/dang-nhap/khoa-truy-cap",
    async (request, reply) => {
      const errand = errandOf(request.body);
      try {
        const context = { db: deps.db, now: deps.now(), site: requireSite(baseUrl) };
        const credential = readAssertion(request.body.credential);
        if (!credential) throw new ApiError(401, "passkey-refused");
        const given = { credential, token: askedOf(request), visitor: visitorOf(request) };
        const signedIn = await signInByPasskey(context, given);
        clearPending(reply);
        return await letIn({ reply, deps, refill }, signedIn, errand);
      } catch (error) {
        return signInAgain(reply, deps, { errand, refusal: refusalOf(error), login: "" });
      }
    },
  );
  app.post<{ Body: Posted }>(ROOM, async (request, reply) => {
    const owner = factorOwnerOf(deps, request);
    const { name = "", password = "", code = "" } = prefixed(request.body);
    try {
      const credential = readAttestation(request.body["credential"]);
      if (!credential) throw new ApiError(422, "passkey-refused", { faults: [{ field: "name", code: "", seen: "" }] });
      const given = { credential, token: askedOf(request), name, password, code };
      const { recoveryCodes, ended } = await addPasskey(owner, requireSite(baseUrl), given);
      if (recoveryCodes.length > 0)
        return unstored(reply, await codesPage(owner, recoveryCodes, turnedOnText("passkey", ended)));
      return await reply.redirect(`${FACTORS}?xong=khoa&so=${ended}`, 303);
    } catch (error) {
      const shown = { errors: faultsOf(error, "key-"), open: "key" as const, typed: name };
      return unstored(reply, await factorPage(deps, owner, shown), statusOf(error));
    }
  });
  app.post<{ Body: Posted; Params: { passkey: string } }>(`${ROOM}/:passkey/xoa`, async (request, reply) => {
    const owner = factorOwnerOf(deps, request);
    const { passkey } = request.params;
    if (!isId(passkey)) throw notFound();
    try {
      const ended = await removePasskey(owner, passkey, request.body["password"] ?? "");
      return await reply.redirect(`${FACTORS}?xong=bo-khoa&so=${ended}`, 303);
    } catch (error) {
      const errors = faultsOf(error, "").map(({ text }) => ({ id: `remove-${passkey}`, text }));
      return unstored(reply, await factorPage(deps, owner, { errors, open: "remove" }), statusOf(error));
    }
  });
}

function prefixed(fields: Posted): Posted {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key.replace(/^key-/, ""), value]));
}
