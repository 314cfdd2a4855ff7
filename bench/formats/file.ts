import { closeSync, openSync, writeSync } from "node:fs";

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="en">\n' +
  "<tbxHeader><fileDesc><sourceDesc><p>bench</p></sourceDesc></fileDesc></tbxHeader>\n<text><body>\n";
const TAIL = "</body></text>\n</tbx>\n";
const CHINESE = Array.from(
  "人民银行发展改革委员会新质生产力数字经济国家金融科技创新高质量共同富裕区域协调能源",
);
const ENGLISH =
  "central bank reform commission new quality productive forces digital economy state finance".split(" ");

/**
 * Writes a TBX file (v3, DCA) of about so many bytes and terms: every third concept has a deprecated form with its status,
 * definitions fill what is left. Gives its size in bytes.
 */
export function writeTbxFile(
  file: string,
  { terms, bytes }: { readonly terms: number; readonly bytes: number },
): number {
  const handle = openSync(file, "w");
  let size = writeSync(handle, HEAD);
  let written = 0;
  let number = 0;
  let batch = "";
  let length = 0;
  while (written < terms) {
    // What is missing to the size goes into the definitions.
    const room = Math.max(0, (bytes - size - length) / (terms - written));
    const deprecated = number % 3 === 0;
    const concept = conceptOf(number, deprecated, room);
    batch += concept;
    length += Buffer.byteLength(concept);
    written += deprecated ? 3 : 2;
    number++;
    if (batch.length < 1_000_000 && written < terms) continue;
    size += writeSync(handle, batch);
    batch = "";
    length = 0;
  }
  size += writeSync(handle, TAIL);
  closeSync(handle);
  return size;
}

function conceptOf(number: number, deprecated: boolean, room: number): string {
  const chinese = [7, 11, 13, 17].map((step) => CHINESE[(number * step) % CHINESE.length]).join("");
  const english = [3, 5, 7].map((step) => ENGLISH[(number * step + step) % ENGLISH.length]).join(" ");
  const machine = `<termSec><term>${english}s ${number}</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>`;
  const before = `<conceptEntry id="concept-number-${number}">`;
  const after = [
    `<langSec xml:lang="zh-Hans"><termSec><term>${chinese}${number}</term></termSec></langSec>`,
    `<langSec xml:lang="en"><termSec><term>${english} ${number}</term></termSec>`,
    ...(deprecated ? [machine] : []),
    "</langSec></conceptEntry>\n",
  ].join("");
  const left = room * (deprecated ? 3 : 2) - Buffer.byteLength(before + after);
  const definition = "of the state &amp; its banks, ".repeat(Math.max(0, Math.floor((left - 40) / 30)));
  return definition === ""
    ? before + after
    : `${before}<descrip type="definition">${definition}</descrip>${after}`;
}
