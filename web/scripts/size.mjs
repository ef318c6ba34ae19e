/**
 * What a browser fetches before the first screen can be used, compressed as the server sends it;
 * fails above the budget. Fonts are counted too, for they come with the first screen; the viewer,
 * the assistant and the second language come when they are needed.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 250;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

/** The parts of the first screen: the entry, the page after signing in, and one language. */
const START = ['index.html', 'src/features/today/today.tsx', 'src/i18n/nl.ts'];
const FONTS = [/inter-latin-wght-normal/, /source-serif-4-latin-wght-normal/];

const files = new Set(['index.html']);
const seen = new Set();
const take = (key) => {
  if (seen.has(key)) return;
  seen.add(key);
  const part = manifest[key];
  if (!part) throw new Error(`not in the build: ${key}`);
  files.add(part.file);
  for (const css of part.css ?? []) files.add(css);
  for (const next of part.imports ?? []) take(next);
};
START.forEach(take);
const kb = (bytes) => Math.round(bytes / 102.4) / 10;
const sizes = [...files].map((file) => [file, gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length]);
const fonts = Object.values(manifest).map((part) => part.file).concat(Object.values(manifest).flatMap((part) => part.assets ?? []))
  .filter((file, index, all) => all.indexOf(file) === index && FONTS.some((font) => font.test(file)))
  .map((file) => [file, readFileSync(new URL(file, dist)).length]);
const sum = (list) => list.reduce((total, [, size]) => total + size, 0);
for (const [file, size] of [...sizes, ...fonts].sort((a, b) => b[1] - a[1]).slice(0, 12)) console.log(`${String(kb(size)).padStart(7)} kB  ${file}`);
console.log(`first load: ${kb(sum(sizes))} kB of code and style (budget ${BUDGET_KB}), and ${kb(sum(fonts))} kB of fonts`);
if (sum(sizes) > BUDGET_KB * 1024) process.exitCode = 1;
