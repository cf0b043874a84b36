// Makes choosing a file send it at once, in parts of 1 MB (tus 1.0), so that a lost connection, a reload or a server
// that restarts costs no more than one part. Without this script the form sends its files by itself.
const PLACE = "/api/v1/uploads";
const PART = 1024 * 1024;
const KEPT = "motcua.tep";
const MIB = 1024 * 1024;
const VERSION = { "tus-resumable": "1.0.0" };

interface Kept {
  readonly url: string;
  readonly field: string;
  readonly page: string;
  readonly name: string;
  readonly size: number;
  readonly mark: string;
  readonly sent: number;
}

interface Sending {
  readonly body?: Blob;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Row {
  readonly box: HTMLElement;
  readonly text: HTMLElement;
  readonly bar: HTMLProgressElement;
  readonly cancel: HTMLButtonElement;
  /** What else its button does than take the row away. */
  onCancel(): void;
}

/** A refusal that no new try will change, in the server's own words. */
class Refused extends Error {}

const going = new Set<Row>();
let waiting: { readonly form: HTMLFormElement; readonly by: HTMLElement | null } | undefined;

function kept(): readonly Kept[] {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "[]") as Kept[];
  } catch {
    return [];
  }
}

function keep(change: (all: readonly Kept[]) => readonly Kept[]): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(change(kept()).slice(-50)));
  } catch {
    // A browser that keeps nothing begins anew after a reload.
  }
}

const forget = (url: string): void => keep((all) => all.filter((one) => one.url !== url));
const mb = (bytes: number): string => (bytes / MIB).toLocaleString("vi-VN", { maximumFractionDigits: 1 });
const markOf = (file: File, field: string): string => [field, file.name, file.size, file.lastModified].join("|");
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const encoded = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

function makeRow(input: HTMLInputElement, name: string): Row {
  const box = document.createElement("div");
  box.className = "upload";
  const text = document.createElement("span");
  text.setAttribute("role", "status");
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `Tải ${name}`);
  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.className = "quiet";
  cancel.textContent = "Huỷ";
  cancel.setAttribute("aria-label", `Huỷ tải ${name}`);
  box.append(text, bar, cancel);
  input.before(box);
  const row: Row = { box, text, bar, cancel, onCancel: () => undefined };
  cancel.addEventListener("click", () => {
    box.remove();
    row.onCancel();
  });
  return row;
}

/** The file is there: the form names it, and it can be taken out again. */
function arrived(input: HTMLInputElement, row: Row, { name, url, size }: Pick<Kept, "name" | "url" | "size">): void {
  const hidden = document.createElement("input");
  hidden.type = "hidden";
  hidden.name = `giu.${input.name}`;
  hidden.value = url.split("/").at(-1) ?? "";
  row.bar.remove();
  row.text.textContent = `Đã tải: ${name} (${mb(size)} MB)`;
  row.cancel.textContent = "Bỏ tệp";
  row.cancel.setAttribute("aria-label", `Bỏ tệp ${name}`);
  row.onCancel = () => forget(url);
  row.box.append(hidden);
  if (!input.multiple)
    for (const older of input.parentElement?.querySelectorAll(".upload") ?? []) if (older !== row.box) older.remove();
}

async function call(method: string, url: string, init: Sending = {}): Promise<Response> {
  const answer = await fetch(url, { ...init, method, headers: { ...VERSION, ...init.headers } });
  if (answer.ok || answer.status === 404 || answer.status === 409 || answer.status === 460) return answer;
  if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
  const words = (await answer.json().catch(() => null)) as { error?: { message?: string } } | null;
  throw new Refused(words?.error?.message ?? "Không nhận được tệp.");
}

function abandon(url: string): void {
  forget(url);
  void call("DELETE", url).catch(() => undefined);
}

async function digestOf(bytes: Blob): Promise<ArrayBuffer | null> {
  return globalThis.isSecureContext ? crypto.subtle.digest("SHA-256", await bytes.arrayBuffer()) : null;
}

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Where the upload is, and how far: one that was begun before, or a new one. */
async function begin(file: File, field: string): Promise<{ readonly url: string; readonly sent: number }> {
  const mark = markOf(file, field);
  const before = kept().find((one) => one.mark === mark);
  if (before) {
    const found = await call("HEAD", before.url);
    if (found.status !== 404) return { url: before.url, sent: Number(found.headers.get("upload-offset")) };
    forget(before.url);
  }
  const digest = await digestOf(file);
  const names = [`filename ${encoded(file.name)}`, ...(digest ? [`sha256 ${encoded(hex(digest))}`] : [])].join(",");
  const headers = { "upload-length": String(file.size), "upload-metadata": names };
  const url = (await call("POST", PLACE, { headers })).headers.get("location") ?? "";
  const one = { url, field, page: location.pathname, name: file.name, size: file.size, mark, sent: 0 };
  keep((all) => [...all, one]);
  return { url, sent: 0 };
}

async function sendPart(file: File, { url, sent }: { readonly url: string; readonly sent: number }): Promise<number> {
  const part = file.slice(sent, sent + PART);
  const digest = await digestOf(part);
  const sum = digest ? { "upload-checksum": `sha256 ${btoa(String.fromCharCode(...new Uint8Array(digest)))}` } : {};
  const headers = { "content-type": "application/offset+octet-stream", "upload-offset": String(sent), ...sum };
  const answer = await call("PATCH", url, { body: part, headers });
  if (answer.status === 404) throw new Refused("Tệp đang tải dở đã hết hạn. Chọn lại tệp.");
  if (answer.ok) return Number(answer.headers.get("upload-offset"));
  // Somewhere else than we thought, or changed on its way: asked again.
  return Number((await call("HEAD", url)).headers.get("upload-offset"));
}

async function upload(input: HTMLInputElement, file: File): Promise<void> {
  const row = makeRow(input, file.name);
  const stop = new AbortController();
  let known: { readonly url: string; readonly sent: number } | undefined;
  going.add(row);
  const end = (): void => {
    going.delete(row);
    if (going.size === 0 && waiting) {
      const { form, by } = waiting;
      waiting = undefined;
      form.requestSubmit(by);
    }
  };
  row.onCancel = () => {
    stop.abort();
    if (known) abandon(known.url);
    end();
  };
  for (let tries = 0; !stop.signal.aborted;) {
    try {
      known ??= await begin(file, input.name);
      const { url } = known;
      row.bar.value = known.sent / file.size;
      const share = Math.floor((100 * known.sent) / file.size);
      row.text.textContent = `Đang tải ${file.name}: ${share} % (${mb(known.sent)}/${mb(file.size)} MB)`;
      if (known.sent >= file.size) {
        arrived(input, row, { name: file.name, url, size: file.size });
        break;
      }
      const sent = await sendPart(file, known);
      known = { url, sent };
      keep((all) => all.map((one) => (one.url === url ? { ...one, sent } : one)));
      tries = 0;
    } catch (error) {
      if (stop.signal.aborted) break;
      if (error instanceof Refused) {
        if (known) forget(known.url);
        row.bar.remove();
        row.text.textContent = `${file.name}: ${error.message}`;
        row.text.className = "error";
        row.cancel.textContent = "Đóng";
        row.onCancel = () => undefined;
        waiting = undefined;
        break;
      }
      known = undefined;
      tries += 1;
      row.text.textContent = `Mất kết nối, đang thử lại: ${file.name}`;
      await sleep(Math.min(30_000, 500 * 2 ** tries));
    }
  }
  end();
}

/** What the page was left with: whole files are named again, unfinished ones are asked for. */
function restore(input: HTMLInputElement): void {
  for (const one of kept().filter(({ field, page }) => field === input.name && page === location.pathname)) {
    const row = makeRow(input, one.name);
    if (one.sent >= one.size) arrived(input, row, one);
    else {
      row.bar.value = one.sent / one.size;
      row.text.textContent = `${one.name} mới tải được ${Math.floor((100 * one.sent) / one.size)} %. Chọn lại tệp này để tải tiếp.`;
      row.box.dataset["unfinished"] = one.mark;
      row.onCancel = () => abandon(one.url);
    }
  }
}

for (const input of document.querySelectorAll<HTMLInputElement>("input[type=file][data-upload]")) {
  restore(input);
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = "";
    for (const file of files) {
      input.parentElement?.querySelector(`[data-unfinished="${CSS.escape(markOf(file, input.name))}"]`)?.remove();
      void upload(input, file);
    }
  });
}
for (const form of document.querySelectorAll<HTMLFormElement>("form[enctype='multipart/form-data']")) {
  form.addEventListener("submit", (event) => {
    if (going.size === 0) {
      keep((all) => all.filter(({ page }) => page !== location.pathname));
      return;
    }
    event.preventDefault();
    waiting = { form, by: event.submitter };
    for (const row of going) row.text.textContent += " – biểu mẫu sẽ gửi khi tải xong";
  });
}
