// Asks the authenticator of this machine when a form of passkeys is sent, and sends its answer with the form. Written out
// rather than by the browsers' own JSON helpers, which older telephones lack.
type Json = Readonly<Record<string, unknown>>;

const WAYS = { use: "/api/v1/session/passkey/options", make: "/api/v1/account/passkeys/options" } as const;

function bytes(words: unknown): Uint8Array<ArrayBuffer> {
  const plain = atob(String(words).replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** What is asked, with bytes where the server wrote text. */
function read(options: Json): Json {
  const { challenge, user, excludeCredentials } = options as Json & {
    user?: Json;
    excludeCredentials?: readonly Json[];
  };
  return {
    ...options,
    challenge: bytes(challenge),
    ...(user ? { user: { ...user, id: bytes(user["id"]) } } : {}),
    ...(excludeCredentials
      ? { excludeCredentials: excludeCredentials.map((known) => ({ ...known, id: bytes(known["id"]) })) }
      : {}),
  };
}

/** The answer, with text where the authenticator wrote bytes. */
function written({ id, rawId, type, response }: PublicKeyCredential): Json {
  const fields = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const answered = response as unknown as Readonly<Record<string, ArrayBuffer | null | undefined>>;
  const entries = fields.flatMap((field) => {
    const value = answered[field];
    return value ? [[field, text(value)]] : [];
  });
  return { id, rawId: text(rawId), type, response: Object.fromEntries(entries), clientExtensionResults: {} };
}

async function ask(way: keyof typeof WAYS): Promise<Json | null> {
  const answer = await fetch(WAYS[way], { method: "POST" });
  const body = (await answer.json()) as { options?: Json; error?: { message: string } };
  if (!body.options) throw new Error(body.error?.message);
  const publicKey = read(body.options) as unknown;
  const credential =
    way === "use"
      ? await navigator.credentials.get({ publicKey: publicKey as PublicKeyCredentialRequestOptions })
      : await navigator.credentials.create({ publicKey: publicKey as PublicKeyCredentialCreationOptions });
  return credential ? written(credential as PublicKeyCredential) : null;
}

function faultText(fault: unknown): string {
  const name = fault instanceof DOMException ? fault.name : "";
  if (name === "NotAllowedError")
    return "Máy đã huỷ hoặc chờ quá lâu, hoặc không có khoá nào cho trang này. Bấm lại để thử.";
  if (name === "InvalidStateError") return "Máy này đã có khoá truy cập của tài khoản. Không cần thêm nữa.";
  return fault instanceof Error && name === "" && fault.message ? fault.message : "Không dùng được khoá trên máy này.";
}

function serve(form: HTMLFormElement): void {
  const way = form.dataset["passkey"] === "make" ? "make" : "use";
  const told = form.querySelector<HTMLElement>("[data-passkey-fault]");
  const field = form.elements.namedItem("credential");
  const button = form.querySelector("button");
  if (!told || !button || !(field instanceof HTMLInputElement)) return;
  form.hidden = false;
  form.parentElement?.querySelector("[data-passkey-missing]")?.remove();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    told.hidden = true;
    button.disabled = true;
    void ask(way)
      .then((answer) => {
        if (!answer) return;
        field.value = JSON.stringify(answer);
        form.submit();
      })
      .catch((fault: unknown) => {
        told.textContent = faultText(fault);
        told.hidden = false;
      })
      .finally(() => {
        button.disabled = false;
      });
  });
}

if ("PublicKeyCredential" in window)
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) serve(form);
