import { runEgress } from './adapters/egress/inside/main.ts'

runEgress()
