import type { LightMyRequestResponse } from "fastify";
import type { DemoApp } from "./demo-app.ts";

interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export interface SentForm {
  readonly fields?: Readonly<Record<string, string>>;
  /** Files in the order they were chosen in, by the field's name. */
  readonly files?: Readonly<Record<string, readonly ChosenFile[]>>;
}

/** Sends a form as a browser without script sends one with files. */
export async function sendForm(
  demo: DemoApp,
  { cookie, url }: { readonly cookie: string; readonly url: string },
  { fields = {}, files = {} }: SentForm,
): Promise<LightMyRequestResponse> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, chosen] of Object.entries(files)) {
    for (const { name: fileName, mimeType, buffer } of chosen)
      form.append(name, new Blob([new Uint8Array(buffer)], { type: mimeType }), fileName);
  }
  const body = new Response(form);
  const headers = { cookie, accept: "text/html", "content-type": body.headers.get("content-type") ?? "" };
  return demo.app.inject({ method: "POST", url, headers, payload: Buffer.from(await body.arrayBuffer()) });
}
