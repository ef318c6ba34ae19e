/// <reference types="vitest/config" />
import { cpSync, createReadStream, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Where pdf.js finds what a PDF may leave out: character maps, the fourteen standard fonts, decoders. */
const PDF_PARTS = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];

/** Serves the data files of pdf.js from our own address, in development and in the build. */
function pdfParts(): Plugin {
  const from = resolve(import.meta.dirname, 'node_modules/pdfjs-dist');
  let out = '';
  return {
    name: 'pdf-parts',
    configResolved: (config) => void (out = config.command === 'build' ? resolve(config.root, config.build.outDir) : ''),
    configureServer(server) {
      server.middlewares.use('/pdf', (request, response, next) => {
        const file = join(from, decodeURIComponent((request.url ?? '').split('?')[0] ?? ''));
        if (!file.startsWith(from) || !existsSync(file)) return next();
        createReadStream(file).pipe(response);
      });
    },
    closeBundle() {
      if (!out) return;
      for (const part of PDF_PARTS) {
        cpSync(join(from, part), join(out, 'pdf', part), {
          recursive: true,
          filter: (file) => !file.endsWith('.wasm'),
        });
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), pdfParts()],
  build: {
    target: 'es2023',
    outDir: 'dist',
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1600,
  },
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  server: { fs: { allow: ['..'] }, proxy: { '/api': process.env.LEGALMIND_URL ?? 'http://127.0.0.1:4310' } },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'] },
});
