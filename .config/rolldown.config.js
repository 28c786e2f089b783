// The command's entry is bundled for start-up time only; the library in dist/ stays as tsc wrote it.
export default {
  input: { main: 'dist/cli/main.js' },
  platform: 'node',
  external: [/^node:/],
  output: { dir: 'dist/command', format: 'esm', minify: true, keepNames: true, chunkFileNames: '[name]-[hash].js' },
};
