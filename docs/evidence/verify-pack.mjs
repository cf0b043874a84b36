#!/usr/bin/env node
// Verifies an evidence pack of Một Cửa, and exported day roots, without the system that made them: Node.js 20, nothing else.
//   node verify-pack.mjs PACK.zip [--roots ROOTS.jsonl]     node verify-pack.mjs --roots ROOTS.jsonl
// Exit code: 0 all holds, 1 something does not, 2 it could not be read.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

const START = "0".repeat(64);
const faults = [];
const notes = [];
const fault = (text) => faults.push(text);
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const hex = (bytes) => Buffer.from(bytes).toString("hex");

/** Canonical JSON (RFC 8785): keys in order, no spaces. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).toSorted();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/** The entries of a ZIP file by name; throws when it is none, or when names or sizes do not fit. */
function readZip(bytes) {
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Error("không phải tệp ZIP");
  const entries = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error("tệp ZIP hỏng");
    const [method, packed, size] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 24),
    ];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(from, from + packed);
    if (entries.has(name)) throw new Error(`hai tệp cùng tên ${name}`);
    entries.set(name, method === 0 ? content : inflateRawSync(content, { maxOutputLength: Math.max(size, 1) }));
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

const text = (entries, name) => {
  const bytes = entries.get(name);
  if (!bytes) throw new Error(`thiếu ${name}`);
  return bytes.toString("utf8");
};
const lines = (content) =>
  content
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

function checkManifest(entries) {
  const manifest = JSON.parse(text(entries, "manifest.json"));
  if (manifest.format !== "motcua-evidence/1") throw new Error(`định dạng lạ: ${manifest.format}`);
  const listed = new Map(manifest.entries.map((entry) => [entry.name, entry]));
  for (const [name, bytes] of entries) {
    if (name === "manifest.json") continue;
    const entry = listed.get(name);
    if (!entry) fault(`${name}: không có trong manifest.json`);
    else if (entry.size !== bytes.length || entry.sha256 !== hex(sha256(bytes)))
      fault(`${name}: nội dung không khớp manifest.json (cần ${entry.sha256}, thấy ${hex(sha256(bytes))})`);
  }
  for (const name of listed.keys())
    if (!entries.has(name)) fault(`${name}: có trong manifest.json mà không có trong gói`);
  notes.push(`SHA-256 của manifest.json: ${hex(sha256(entries.get("manifest.json")))}`);
  return manifest;
}

function checkChain(events, dossierId) {
  let previous = START;
  for (const [index, { hash, ...event }] of events.entries()) {
    const where = `events.jsonl: sự kiện ${index + 1}`;
    if (event.version !== index + 1) fault(`${where}: số thứ tự là ${event.version}`);
    if (event.dossierId !== dossierId) fault(`${where}: của hồ sơ khác (${event.dossierId})`);
    if (event.previousHash !== previous) fault(`${where}: không nối với sự kiện trước`);
    const made = hex(sha256(canonical(event)));
    if (made !== hash) fault(`${where}: nội dung không khớp mã băm (cần ${hash}, thấy ${made})`);
    previous = hash;
  }
}

function checkState(state, events, manifest) {
  if (state.id !== manifest.dossierId) fault("state.json: của hồ sơ khác");
  if (state.version !== events.length) fault(`state.json: theo ${state.version} sự kiện, gói có ${events.length}`);
  if ((state.code ?? state.submissionCode) !== manifest.code) fault("state.json: mã hồ sơ khác với manifest.json");
}

function checkDocuments(documents, entries, events) {
  for (const { entry, sha256: digest, size, id } of documents) {
    const bytes = entries.get(entry);
    if (!bytes) fault(`${entry}: không có trong gói`);
    else if (bytes.length !== size || hex(sha256(bytes)) !== digest)
      fault(`${entry}: nội dung không khớp tài liệu ${id}`);
  }
  const known = new Set(documents.map(({ id }) => id));
  const named = new Set(
    JSON.stringify(events)
      .match(/"documentIds":\[[^\]]*\]/g)
      ?.flatMap((list) => JSON.parse(list.slice(14))),
  );
  for (const id of named) if (!known.has(id)) fault(`documents.json: thiếu tài liệu ${id} mà sự kiện nêu`);
}

const rootHash = ({ day, dossiers, events, previousHash, root }) =>
  hex(sha256(canonical({ day, dossiers, events, previousHash, root })));

/** The root that an RFC 6962 path leads to, or null. */
function rootOfPath(leaf, { index, size, path }) {
  let [at, last, hash] = [index, size - 1, leaf];
  if (at < 0 || at > last) return null;
  for (const beside of path.map((one) => Buffer.from(one, "hex"))) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      hash = sha256(Buffer.of(1), beside, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else hash = sha256(Buffer.of(1), hash, beside);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : null;
}

function checkProof(proof, events, dossierId) {
  if (proof === null) return void notes.push("Hồ sơ mới hơn gốc ngày gần nhất: chưa có chứng minh.");
  const { leaf, root, index, path } = proof;
  if (leaf.dossierId !== dossierId) fault("proof.json: của hồ sơ khác");
  if (events[leaf.version - 1]?.hash !== leaf.hash)
    fault(`proof.json: sự kiện ${leaf.version} khác với lúc vào gốc ngày ${root.day}`);
  const hashed = sha256(Buffer.of(0), `${leaf.dossierId} ${leaf.version} ${leaf.hash}`);
  const made = rootOfPath(hashed, { index, size: root.dossiers, path });
  if (!made || hex(made) !== root.root) fault(`proof.json: không dẫn đến gốc ngày ${root.day}`);
  if (rootHash(root) !== root.hash) fault(`proof.json: gốc ngày ${root.day} không khớp mã băm của nó`);
  notes.push(`Các sự kiện đến số ${leaf.version} có trong gốc ngày ${root.day}: ${root.hash}`);
  const later = events.length - leaf.version;
  if (later > 0) notes.push(`${later} sự kiện sau đó chưa vào gốc ngày nào.`);
}

function checkRoots(roots, proof) {
  for (const [index, root] of roots.entries()) {
    const before = roots[index - 1];
    if (before && (root.previousHash !== before.hash || root.day <= before.day))
      fault(`gốc ngày ${root.day}: không nối với ngày ${before.day}`);
    if (rootHash(root) !== root.hash) fault(`gốc ngày ${root.day}: không khớp mã băm của nó`);
  }
  notes.push(`${roots.length} gốc ngày nối nhau.`);
  if (!proof) return;
  const kept = roots.find(({ day }) => day === proof.root.day);
  if (!kept) fault(`gốc ngày ${proof.root.day} không có trong các gốc đã lưu`);
  else if (canonical(kept) !== canonical(proof.root)) fault(`gốc ngày ${proof.root.day} khác với gốc đã lưu`);
}

function main(args) {
  const at = args.indexOf("--roots");
  const rootsFile = at >= 0 ? args[at + 1] : undefined;
  const [packFile] = args.filter((_arg, index) => at < 0 || (index !== at && index !== at + 1));
  if ((!packFile && !rootsFile) || (at >= 0 && !rootsFile))
    throw new Error("node verify-pack.mjs GÓI.zip [--roots GỐC.jsonl]");
  let proof = null;
  if (packFile) {
    const entries = readZip(readFileSync(packFile));
    const manifest = checkManifest(entries);
    const events = lines(text(entries, "events.jsonl"));
    if (events.length === 0) fault("events.jsonl: không có sự kiện nào");
    proof = JSON.parse(text(entries, "proof.json"));
    checkChain(events, manifest.dossierId);
    checkState(JSON.parse(text(entries, "state.json")), events, manifest);
    checkDocuments(JSON.parse(text(entries, "documents.json")), entries, events);
    checkProof(proof, events, manifest.dossierId);
    notes.push(`Hồ sơ ${manifest.code}: ${events.length} sự kiện.`);
  }
  if (rootsFile) checkRoots(lines(readFileSync(rootsFile, "utf8")), proof);
}

try {
  main(process.argv.slice(2));
  for (const note of notes) process.stdout.write(`${note}\n`);
  for (const one of faults) process.stdout.write(`SAI  ${one}\n`);
  process.stdout.write(`${faults.length === 0 ? "Mọi thứ đều khớp." : `Có ${faults.length} sai lệch.`}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`Không đọc được: ${error.message}\n`);
  process.exitCode = 2;
}
