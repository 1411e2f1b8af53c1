// Where does the page begin? Styles, theme, data cache and router are put together here, once.
import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './styles.css'
import '../../rooms/people/pages/frame.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { setNonce } from 'get-nonce'
import { createRoot } from 'react-dom/client'
import { Refusal } from '../../platform/client.ts'
import { styleNonce } from '../../platform/style-nonce.ts'
import { makeRouter } from './router.tsx'
import { theme, variables } from './theme.ts'

// What keeps the page still behind a dialog asks here.
if (styleNonce) setNonce(styleNonce)

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => error instanceof Refusal && error.status === 0 && count < 3,
    },
  },
})
const router = makeRouter(queryClient)

createRoot(document.getElementById('root')!).render(
  <MantineProvider
    theme={theme}
    cssVariablesResolver={variables}
    defaultColorScheme="auto"
    {...(styleNonce ? { getStyleNonce: () => styleNonce! } : {})}
  >
    <QueryClientProvider client={queryClient}>
      <Notifications position="bottom-center" limit={3} autoClose={6000} />
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>,
)
