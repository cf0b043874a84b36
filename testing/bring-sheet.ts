import type { LightMyRequestResponse } from "fastify";
import type { DemoApp } from "./demo-app.ts";

interface Brought {
  readonly login: string;
  readonly kind: string;
  readonly bytes: Uint8Array | string;
  readonly mode?: "good-rows" | "all-or-nothing";
}

/** Brings a table in over the API as that officer; an empty login is nobody. */
export async function bringSheet(
  demo: DemoApp,
  { login, kind, bytes, mode }: Brought,
): Promise<LightMyRequestResponse> {
  const form = new FormData();
  form.set("mode", mode ?? "good-rows");
  form.set("file", new File([typeof bytes === "string" ? bytes : Buffer.from(bytes)], "bảng.xlsx"));
  const encoded = new Response(form);
  return demo.app.inject({
    method: "POST",
    url: `/api/v1/imports/${kind}`,
    headers: {
      cookie: login && (await demo.officer(login)),
      "content-type": encoded.headers.get("content-type") ?? "",
    },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
}
