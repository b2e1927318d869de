// JSON.parse behind the line protocol (../PROTOCOL.md).
const KEYS = ["id", "name", "connectorGroupType", "isDefault", "region"];
const hello = () => `ok proto=n:1 name=${value("node")} version=${value(process.versions.node)}`;

function value(v) {
  if (v === null || typeof v === "boolean") return String(v);
  return typeof v === "string" ? "s:" + Buffer.from(v, "utf8").toString("hex") : "other";
}

function read(hex) {
  let group;
  try {
    group = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(hex, "hex")));
  } catch (error) {
    return "reject";
  }
  if (group === null || typeof group !== "object" || Array.isArray(group)) return "reject";
  if (typeof group.name !== "string") return "reject";
  const has = (key) => Object.prototype.hasOwnProperty.call(group, key);
  return ["accept", ...KEYS.filter(has).map((key) => key + "=" + value(group[key]))].join(" ");
}

require("readline").createInterface({ input: process.stdin, terminal: false }).on("line", (line) => {
  const [number, verb, hex = ""] = line.split(" ");
  const reads = verb === "read-request" || verb === "read-response";
  process.stdout.write(number + " " + (reads ? read(hex) : verb === "hello" ? hello() : "skip") + "\n");
});
