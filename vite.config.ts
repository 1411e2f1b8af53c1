import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// `vite build` makes the client, `vite build --ssr` the server, the command line and the worker.
export default defineConfig(({ isSsrBuild }) =>
  isSsrBuild
    ? {
        build: {
          outDir: 'build/server',
          emptyOutDir: true,
          target: 'node20',
          chunkSizeWarningLimit: 2000,
          sourcemap: true,
          rollupOptions: {
            input: {
              main: 'src/app/main.ts',
              cli: 'src/app/cli.ts',
              'solve-worker': 'src/app/solve-worker.ts',
              'book-worker': 'src/app/book-worker.ts',
              'document-worker': 'src/app/document-worker.ts',
              'allocation-worker': 'src/app/allocation-worker.ts',
              'season-worker': 'src/app/season-worker.ts',
              bench: 'bench/index.ts',
              'verify-crash': 'bench/crash.ts',
              'verify-electives': 'verify/electives.ts',
              'verify-match': 'verify/match.ts',
            },
            output: {
              format: 'es',
              entryFileNames: '[name].js',
              chunkFileNames: '[name]-[hash].js',
            },
          },
        },
      }
    : {
        root: 'src/app/web',
        publicDir: 'public',
        plugins: [react()],
        build: {
          outDir: '../../../build/web',
          emptyOutDir: true,
          target: 'es2023',
          chunkSizeWarningLimit: 900,
        },
      },
)
