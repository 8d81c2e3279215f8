/** How fast redaction goes over a log as it streams: `node bench/report/redaction.ts`. */
import { loadSecretlint } from '../../src/adapters/secretlint.ts'
import { createRedactor } from '../../src/text/redactor.ts'
import { printFigure } from '../figure.ts'

const mebibytes = 48
const redactor = createRedactor({
  values: Array.from({ length: 20 }, (_, index) => ({
    name: `SECRET_${index}`,
    value: `value/of+secret-${index * 7919}`,
  })),
  rules: await loadSecretlint(),
})

const lines: readonly ((index: number) => string)[] = [
  (index) => `2026-11-22T10:00:${index % 60}Z INFO compiling src/module_${index}.ts in ${index % 997} ms`,
  (index) =>
    `  npm http fetch GET 200 https://registry.example.com/package-${index}/-/package-1.${index}.0.tgz 35ms (cache hit)`,
  (index) => `ok ${index} - parses the key and the token of a request # time=${index % 31}.${index}ms`,
  (index) =>
    `-rw-r--r-- 1 runner docker ${index * 31} Nov 22 10:00 node_modules/some-package/dist/file_${index}.js`,
  (index) =>
    `integrity sha512-${index}9xXqEpbYDxiBU5SBvCjkZrbDZ6G0lDVFeZfmXIdCmh6RJTTEsHGO2cLxgd4Ft7VgbvKxfhzUUFnFj5CFKXrvGw==`,
]
let log = ''
for (let index = 0; log.length < mebibytes * 2 ** 20; index += 1)
  log += `${lines[index % lines.length]?.(index)}\n`
const chunks = Array.from({ length: Math.ceil(log.length / 65_536) }, (_, index) =>
  Buffer.from(log.slice(index * 65_536, (index + 1) * 65_536)).toString(),
)

const stream = redactor.stream()
for (const chunk of chunks.slice(0, 60)) stream.write(chunk)
const [cpu, wall] = [process.cpuUsage(), performance.now()]
for (const chunk of chunks) stream.write(chunk)
const spent = process.cpuUsage(cpu)
const cpuSeconds = (spent.user + spent.system) / 1e6
const seconds = (performance.now() - wall) / 1000
const speed = (time: number) => `${((mebibytes * 2 ** 20) / 1e6 / time).toFixed(0)} MB/s`
printFigure('redaction of a streaming log, by the clock', speed(seconds), 'wanted: 25 MB/s')
printFigure('redaction of a streaming log, in processor time', speed(cpuSeconds))
