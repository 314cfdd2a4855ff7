/** The least that a page can be: a field without a script of ours, and a handler that does one durable insert. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title>
<textarea rows="6" cols="60" autofocus></textarea><p id="state"></p>
<script>
async function save(text) {
  const state = document.getElementById("state");
  state.textContent = "Saving";
  await fetch("/save", { method: "POST", body: new URLSearchParams({ text }) });
  state.textContent = "Saved";
}
</script></html>`;

const db = new DatabaseSync(join(process.argv[2] ?? ".", "bare.db"));
db.exec(
  "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE saves (id INTEGER PRIMARY KEY, text TEXT)",
);
const insert = db.prepare("INSERT INTO saves (text) VALUES (?)");

const server = createServer((request, response) => {
  if (request.method !== "POST") {
    response.setHeader("Content-Type", "text/html").end(PAGE);
    return;
  }
  let body = "";
  request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
  request.on("end", () => {
    insert.run(new URLSearchParams(body).get("text"));
    response.setHeader("Content-Type", "application/json").end("{}");
  });
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
