/** A line through points; both axes are logarithmic. */
export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
}

const WIDTH = 640;
/** Half of the label at the right end. */
const OVERHANG = 20;
const HEIGHT = 400;
const LEFT = 70;
const RIGHT = 20;
const TOP = 40;
const BOTTOM = 50;
const COLOURS = ["#1b5e8c", "#b3541e", "#3c7a3c"];

/** A picture of lines over decades. */
export function plot(title: string, across: string, up: string, lines: readonly Line[]): string {
  const all = lines.flatMap((line) => line.points);
  const horizontal = decades(all.map(([x]) => x));
  const vertical = decades(all.map(([, y]) => y));
  const x = (value: number): number => LEFT + place(value, horizontal) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number => HEIGHT - BOTTOM - place(value, vertical) * (HEIGHT - TOP - BOTTOM);
  const parts: string[] = [];
  for (const value of ticks(horizontal)) {
    parts.push(
      `<line x1="${at(x(value))}" y1="${TOP}" x2="${at(x(value))}" y2="${HEIGHT - BOTTOM}" class="grid"/>`,
    );
    parts.push(
      `<text x="${at(x(value))}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${value.toLocaleString("en")}</text>`,
    );
  }
  for (const value of ticks(vertical)) {
    parts.push(
      `<line x1="${LEFT}" y1="${at(y(value))}" x2="${WIDTH - RIGHT}" y2="${at(y(value))}" class="grid"/>`,
    );
    parts.push(
      `<text x="${LEFT - 8}" y="${at(y(value) + 4)}" text-anchor="end">${value.toLocaleString("en")}</text>`,
    );
  }
  for (const [index, line] of lines.entries()) {
    const colour = COLOURS[index % COLOURS.length] ?? "black";
    const points = line.points.map(([px, py]) => `${at(x(px))},${at(y(py))}`).join(" ");
    parts.push(`<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2"/>`);
    for (const [px, py] of line.points) {
      parts.push(`<circle cx="${at(x(px))}" cy="${at(y(py))}" r="3" fill="${colour}"/>`);
    }
    parts.push(`<text x="${LEFT + 12}" y="${TOP + 18 + 18 * index}" fill="${colour}">${line.name}</text>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH + OVERHANG} ${HEIGHT}" font-family="sans-serif" font-size="12">
<style>.grid { stroke: #ddd; }</style>
<rect width="${WIDTH + OVERHANG}" height="${HEIGHT}" fill="white"/>
<text x="${WIDTH / 2}" y="22" text-anchor="middle" font-size="14">${title}</text>
${parts.join("\n")}
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">${across}</text>
<text x="16" y="${(TOP + HEIGHT - BOTTOM) / 2}" text-anchor="middle" transform="rotate(-90 16 ${(TOP + HEIGHT - BOTTOM) / 2})">${up}</text>
</svg>
`;
}

function decades(values: readonly number[]): readonly [number, number] {
  const low = Math.floor(Math.log10(Math.min(...values)));
  return [low, Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))))];
}

function place(value: number, [low, high]: readonly [number, number]): number {
  return (Math.log10(value) - low) / (high - low);
}

function ticks([low, high]: readonly [number, number]): number[] {
  return Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
}

function at(value: number): string {
  return value.toFixed(1);
}
