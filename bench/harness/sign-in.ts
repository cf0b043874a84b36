import { DEMO_PASSWORD } from "../../demo/accounts.ts";
import type { RunningSystem } from "./system.ts";

/** The cookie of an officer of the demo province. Throws when he is not let in. */
export async function signIn({ baseUrl }: Pick<RunningSystem, "baseUrl">, login: string): Promise<string> {
  const response = await fetch(`${baseUrl}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ login, password: DEMO_PASSWORD }),
  });
  if (!response.ok) throw new Error(`Signing in was answered with ${response.status}`);
  return response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}
