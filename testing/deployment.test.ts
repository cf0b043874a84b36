import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { SETTINGS } from "../server/platform/settings.ts";
import { readYaml, type YamlValue } from "./read-yaml.ts";

const read = (path: string): string => readFileSync(join("deploy", path), "utf8");
const manifests = readdirSync("deploy/kubernetes").flatMap((name) => readYaml(read(`kubernetes/${name}`)).map(asMap));
const folder = mkdtempSync(join(tmpdir(), "motcua-image-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Map = { [key: string]: YamlValue };
function asMap(value: YamlValue | undefined): Map {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("Not a map");
  return value;
}
const asList = (value: YamlValue | undefined): YamlValue[] => (Array.isArray(value) ? value : []);
const at = (value: YamlValue, ...path: readonly string[]): YamlValue =>
  path.reduce<YamlValue>((inner, key) => asMap(inner)[key] ?? null, value);
const ofKind = (kind: string): readonly Map[] => manifests.filter((one) => one["kind"] === kind);

/** The pods that run our program. */
const pods = [...ofKind("Deployment"), ...ofKind("Job")].map((one) => asMap(at(one, "spec", "template", "spec")));

test("every variable that a file for deployment sets is a setting that there is", () => {
  const known = new Set(SETTINGS.flatMap(({ name }) => [name, `${name}_FILE`]));
  const files = ["Dockerfile", "compose.yaml", "systemd/motcua.env", "ha/motcua.env"];
  files.push(...readdirSync("deploy/systemd").map((name) => `systemd/${name}`));
  files.push(...readdirSync("deploy/kubernetes").map((name) => `kubernetes/${name}`));
  const named = files.flatMap((file) =>
    [...read(file).matchAll(/\b(MOTCUA_[A-Z_0-9]+|DATABASE_URL[A-Z_]*)\b/g)].map(([name]) => name),
  );
  expect(new Set(named).size).toBeGreaterThan(12);
  // An address inside compose's own network, for Caddy.
  expect([...new Set(named)].filter((name) => !known.has(name))).toEqual(["MOTCUA_UPSTREAM"]);
});

describe("high availability", () => {
  const [patroni] = readYaml(read("ha/patroni.yml"));
  const dcs = asMap(at(patroni ?? null, "bootstrap", "dcs"));
  test("a commit waits for the replica, and a lease is long enough to be renewed", () => {
    expect(dcs["synchronous_mode"]).toBe(true);
    const [ttl, loop, retry] = ["ttl", "loop_wait", "retry_timeout"].map((name) => Number(dcs[name]));
    expect((loop ?? Number.NaN) + 2 * (retry ?? Number.NaN)).toBeLessThanOrEqual(ttl ?? Number.NaN);
  });

  test("every machine stands in the proxy's, the lease's and the application's file, and no secret in any", () => {
    const addresses = (file: string): readonly string[] =>
      [...new Set(read(`ha/${file}`).match(/\b10\.20\.0\.\d+\b(?!\/)/g))].toSorted();
    expect(addresses("haproxy.cfg")).toEqual(["10.20.0.11", "10.20.0.12", "10.20.0.21", "10.20.0.22"]);
    expect(addresses("etcd.env")).toEqual(["10.20.0.11", "10.20.0.12", "10.20.0.13"]);
    expect(addresses("patroni.yml")).toEqual(addresses("etcd.env"));
    expect(read("ha/patroni_env.conf")).not.toMatch(/PASSWORD=./);
  });
});

describe("Kubernetes", () => {
  test("pages and jobs are scaled apart, and neither goes all at once", () => {
    const roles = ofKind("Deployment").map((one) => [
      at(one, "spec", "template", "metadata", "labels", "role"),
      at(one, "spec", "replicas"),
    ]);
    expect(roles).toEqual([
      ["web", 2],
      ["worker", 2],
    ]);
    const services = ofKind("Deployment").map(
      (one) => JSON.stringify(at(one, "spec", "template", "spec")).match(/"MOTCUA_SERVICES","value":"(\w+)"/)?.[1],
    );
    expect(services).toEqual(["web", "worker"]);
    expect(ofKind("PodDisruptionBudget").map((one) => at(one, "spec", "minAvailable"))).toEqual([1, 1]);
    expect(
      ofKind("Job").map((one) => asMap(asList(at(one, "spec", "template", "spec", "containers"))[0])["args"]),
    ).toEqual([["migrate"]]);
  });

  test("each pod runs as nobody, with a root that is not written to and no power", () => {
    expect(pods).toHaveLength(3);
    for (const pod of pods) {
      expect(pod["securityContext"]).toMatchObject({
        runAsNonRoot: true,
        runAsUser: 10001,
        seccompProfile: { type: "RuntimeDefault" },
      });
      expect(pod["automountServiceAccountToken"]).toBe(false);
      const [container] = asList(pod["containers"]).map(asMap);
      expect(container?.["securityContext"]).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
      const mounts = asList(container?.["volumeMounts"]).map((mount) => at(mount, "mountPath"));
      expect(mounts).toEqual(["/run/secrets/motcua", "/var/lib/motcua", "/tmp"]);
    }
  });

  test("probes ask what there is, and selectors find what there is", () => {
    const text = read("kubernetes/web.yaml");
    expect([...text.matchAll(/path: (\/\w+)/g)].map(([, path]) => path)).toEqual(["/livez", "/livez", "/readyz"]);
    const labels = ofKind("Deployment").map((one) => asMap(at(one, "spec", "template", "metadata", "labels")));
    const selectors = [
      ...ofKind("Service").map((one) => asMap(at(one, "spec", "selector"))),
      ...ofKind("PodDisruptionBudget").map((one) => asMap(at(one, "spec", "selector", "matchLabels"))),
    ];
    expect(selectors).toHaveLength(3);
    for (const selector of selectors) expect(labels).toContainEqual(expect.objectContaining(selector));
    expect(ofKind("NetworkPolicy")).toHaveLength(2);
  });

  test("no secret stands in a manifest: each comes from a file", () => {
    const secrets = SETTINGS.filter(({ secret }) => secret).map(({ name }) => name);
    const data = asMap(at(ofKind("ConfigMap")[0] ?? null, "data"));
    expect(Object.keys(data).filter((name) => secrets.includes(name))).toEqual([]);
    expect(ofKind("Secret")).toEqual([]);
  });
});

describe("compose", () => {
  const compose = asMap(readYaml(read("compose.yaml"))[0]);
  test("two web processes and a worker that share database, store and key, each without power", () => {
    expect(at(compose, "services", "web", "deploy", "replicas")).toBe(2);
    for (const name of ["web", "worker", "migrate"]) {
      const service = asMap(at(compose, "services", name));
      expect(service).toMatchObject({
        read_only: true,
        user: "10001:10001",
        cap_drop: ["ALL"],
        security_opt: ["no-new-privileges:true"],
      });
      expect(asList(service["tmpfs"])).toEqual(["/tmp"]);
    }
    const shared = ["DATABASE_URL_FILE", "MOTCUA_S3_BUCKET", "MOTCUA_SECRET_KEY_FILE"];
    const [web, worker] = ["web", "worker"].map((name) => asMap(at(compose, "services", name, "environment")));
    for (const name of shared) expect(worker?.[name]).toEqual(web?.[name] ?? "missing");
  });

  test("every secret and volume that is named is declared, and no password stands in it", () => {
    const declared = Object.keys(asMap(compose["secrets"]));
    const used = Object.values(asMap(compose["services"])).flatMap((service) => asList(asMap(service)["secrets"]));
    expect(new Set(used)).toEqual(new Set(declared));
    expect(read("compose.yaml")).not.toMatch(/PASSWORD: |SECRET_KEY: |postgres:\/\//);
  });
});

describe("Dockerfile", () => {
  const steps = read("Dockerfile")
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => /^[A-Z]+ /.test(line));
  test("Node 24, not root, nothing but data and /tmp written to, health asked for", () => {
    expect(steps.filter((line) => line.startsWith("FROM"))).toEqual([
      "FROM node:24-bookworm-slim AS build",
      "FROM node:24-bookworm-slim",
    ]);
    expect(steps.findLast((line) => line.startsWith("USER"))).toBe("USER 10001:10001");
    expect(steps).toContain('VOLUME ["/var/lib/motcua", "/tmp"]');
    expect(steps.find((line) => line.startsWith("HEALTHCHECK"))).toContain("/livez");
    expect(steps.join("\n")).toContain("--omit=dev --ignore-scripts");
  });

  test("what it copies is there and is enough to run the program", () => {
    const copied = steps
      .filter((line) => /^COPY (?!--from)/.test(line))
      .flatMap((line) => line.split(" ").slice(1, -1));
    expect(copied.filter((path) => !existsSync(path))).toEqual([]);
    for (const path of copied) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      cpSync(path, join(folder, path), { recursive: true });
    }
    symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"), "junction");
    const env = { ...process.env, DATABASE_URL: "postgres://nobody@127.0.0.1:1/none", MOTCUA_DATA_DIR: folder };
    expect(execFileSync(process.execPath, ["bin/motcua", "--help"], { cwd: folder, env, encoding: "utf8" })).toContain(
      "doctor",
    );
    expect(
      execFileSync(process.execPath, ["bin/motcua", "config", "print"], { cwd: folder, env, encoding: "utf8" }),
    ).toContain("MOTCUA_SCHEMA");
  });
});

describe("systemd", () => {
  test.each(["web", "worker", "backup"])("the %s service is shut in", (name) => {
    const unit = read(`systemd/motcua-${name}.service`);
    for (const line of [
      "NoNewPrivileges=yes",
      "ProtectSystem=strict",
      "ProtectHome=yes",
      "PrivateTmp=yes",
      "CapabilityBoundingSet=",
      "User=motcua",
    ])
      expect(unit.split("\n")).toContain(line);
    expect(unit).toContain("DATABASE_URL_FILE=%d/database-url");
  });

  const analyze = ["/usr/bin/systemd-analyze", "/bin/systemd-analyze"].find((path) => existsSync(path));
  test.skipIf(analyze === undefined)("systemd itself finds nothing to say, and little exposed", () => {
    const units = readdirSync("deploy/systemd")
      .filter((name) => !name.endsWith(".env"))
      .map((name) => join("deploy/systemd", name));
    expect(
      execFileSync(analyze ?? "", ["verify", "--man=no", ...units], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      }),
    ).toBe("");
    const told = execFileSync(
      analyze ?? "",
      ["security", "--offline=true", "--no-pager", "deploy/systemd/motcua-web.service"],
      { encoding: "utf8" },
    );
    expect(Number(/exposure level for .*: ([\d.]+)/.exec(told)?.[1])).toBeLessThan(2.5);
  });
});

describe("proxies", () => {
  test("nginx drops what a client claims about its address, and takes forms with papers", () => {
    const conf = read("proxy/nginx.conf");
    expect(conf.match(/proxy_set_header X-Forwarded-For \$remote_addr;/g)).toHaveLength(2);
    expect(conf).not.toContain("$proxy_add_x_forwarded_for");
    expect(conf).toMatch(/client_max_body_size 110m;/);
    expect(conf).toMatch(/proxy_request_buffering off;/);
    expect(conf).toMatch(/ssl_protocols TLSv1\.2 TLSv1\.3;/);
  });
});
