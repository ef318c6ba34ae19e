/**
 * Makes the PDFs of the mock: prints a page with Chromium, and reads back where its words stand.
 * Run by hand when the texts change; the results are kept in `files/`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { launch } from '../lib/browser.mjs';
import { CONTRACT, REPORT } from './texts.mjs';

const out = new URL('./files/', import.meta.url);
mkdirSync(out, { recursive: true });

const html = (body) => `<!doctype html><meta charset="utf-8"><style>
@page { size: A4; margin: 26mm 24mm } body { font: 11pt/1.55 "Liberation Serif", serif; color: #1b1f27 }
h1 { font-size: 17pt; margin: 0 0 4mm } h2 { font-size: 12pt; margin: 6mm 0 2mm } p { margin: 0 0 3mm; text-align: justify }
.break { break-before: page }</style>${body}`;

/** The words of a page with their place, as fractions from its top left. */
async function read(data) {
  const file = await getDocument({ data: new Uint8Array(data), verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    let text = '';
    const words = [];
    for (const item of (await page.getTextContent()).items) {
      const [, , , size, x, y] = item.transform;
      const start = [...text].length;
      const letter = item.width / Math.max(1, item.str.length);
      for (const found of item.str.matchAll(/\S+/g)) {
        words.push({
          start: start + [...item.str.slice(0, found.index)].length,
          end: start + [...item.str.slice(0, found.index + found[0].length)].length,
          quad: { x: (x + found.index * letter) / width, y: (height - y - size * 0.86) / height, w: (found[0].length * letter) / width, h: (size * 1.14) / height },
        });
      }
      text += item.str + (item.hasEOL ? '\n' : '');
    }
    pages.push({ number, text, words, width, height });
  }
  return pages;
}

const browser = await launch();
const page = await browser.newPage();
for (const [name, body] of Object.entries({ contract: CONTRACT, report: REPORT })) {
  await page.setContent(html(body));
  const data = await page.pdf({ preferCSSPageSize: true });
  writeFileSync(new URL(`${name}.pdf`, out), data);
  writeFileSync(new URL(`${name}.json`, out), JSON.stringify(await read(data)));
}
await browser.close();
