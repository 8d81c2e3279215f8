import type { KindId } from '../../catalogue.ts'
import type { Flow } from '../flow.ts'

/** What a handler of one program found: kinds instead of the table's, and what the program prints. */
export type Handled = { readonly kinds?: readonly KindId[]; readonly output?: Flow }
