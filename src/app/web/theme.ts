// How do Mantine's parts look? The tokens of the design, with contrast settled once, here.
import {
  type ActionIconProps,
  type BadgeProps,
  type ButtonProps,
  type CheckboxProps,
  type DrawerProps,
  type MenuProps,
  type ModalProps,
  type NotificationProps,
  type NumberInputProps,
  type TooltipProps,
  type CSSVariablesResolver,
  createTheme,
} from '@mantine/core'

/** By name and not by the part itself, so that the first page does not carry every part there is. */
const own = <Props>(defaultProps: Partial<Props>) => ({ defaultProps })

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  primaryColor: 'accent',
  // Mantine's own dark shade of a filled button has 2.3:1; shade 7 has 6.5:1 in both modes.
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.4', md: '1.4', lg: '1.4', xl: '1.3' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.25' },
      h2: { fontSize: '1rem', lineHeight: '1.35' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  colors: {
    accent: [
      '#eef3fe',
      '#dbe6fd',
      '#bdd0fa',
      '#a3bffa',
      '#86a9f7',
      '#5c88ea',
      '#3a6adb',
      '#2456c7',
      '#1d479f',
      '#173a85',
    ],
    gray: [
      '#f6f7f9',
      '#eef1f4',
      '#e6eaef',
      '#dfe4ea',
      '#c9d0d9',
      '#8a94a3',
      '#5d6673',
      '#4b5563',
      '#374151',
      '#111827',
    ],
    dark: [
      '#e8ecf2',
      '#c6cedA',
      '#aab4c2',
      '#8a94a3',
      '#2b3542',
      '#222b36',
      '#1a212b',
      '#151b23',
      '#10151c',
      '#0e1217',
    ],
    red: [
      '#fef2f1',
      '#fde8e6',
      '#fbd0cc',
      '#f7a9a2',
      '#f0776d',
      '#dd4a3d',
      '#c93426',
      '#b42318',
      '#8a1c13',
      '#6e1710',
    ],
  },
  components: {
    Button: own<ButtonProps>({ size: 'sm' }),
    ActionIcon: own<ActionIconProps>({ variant: 'default', size: 34 }),
    // 24 px: the least that a finger or a shaky hand should be asked to hit.
    Checkbox: own<CheckboxProps>({ size: 'md' }),
    Badge: own<BadgeProps>({ radius: 'sm', variant: 'default', tt: 'none' }),
    Tooltip: own<TooltipProps>({ openDelay: 350, withArrow: false }),
    Menu: own<MenuProps>({
      shadow: 'md',
      transitionProps: { duration: 100 },
      // The placeholder is a focusable child without a role, which a menu must not have.
      withInitialFocusPlaceholder: false,
    }),
    // Its arrows are 17 px high; the arrow keys do the same.
    NumberInput: own<NumberInputProps>({ hideControls: true }),
    Modal: own<ModalProps>({ transitionProps: { duration: 120 }, radius: 'md', centered: true }),
    Notification: own<NotificationProps>({
      closeButtonProps: { 'aria-label': 'Close this message' },
    }),
    Drawer: own<DrawerProps>({ transitionProps: { duration: 120 }, position: 'right' }),
  },
})

/** Mantine reads our own properties, so that both style sheets speak of the same colours. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#111827',
    '--mantine-color-dimmed': '#4b5563',
    '--mantine-color-placeholder': '#5d6673',
    '--mantine-color-anchor': '#2456c7',
    '--mantine-color-default-border': '#c9d0d9',
    '--mantine-color-error': '#b42318',
  },
  dark: {
    '--mantine-color-body': '#151b23',
    '--mantine-color-text': '#e8ecf2',
    '--mantine-color-dimmed': '#aab4c2',
    '--mantine-color-placeholder': '#aab4c2',
    '--mantine-color-anchor': '#86a9f7',
    '--mantine-color-default': '#1a212b',
    '--mantine-color-default-hover': '#222b36',
    '--mantine-color-default-border': '#3a4655',
    '--mantine-color-error': '#ffb4ab',
  },
})
