import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** A package of other people of which code is in the bundle. */
type Bundled = {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly text: string
}

type Manifest = { readonly name?: string; readonly version?: string; readonly license?: string }

/** The directory of the package that a module is of; undefined for our own and for the bundler's own. */
function packageDirectoryOf(moduleId: string): string | undefined {
  const path = moduleId.split('\0').at(-1)?.split('?')[0] ?? ''
  const parts = relative(process.cwd(), path).split(sep)
  const last = parts.lastIndexOf('node_modules')
  if (last === -1) return undefined
  const length = parts[last + 1]?.startsWith('@') ? 3 : 2
  return parts.slice(0, last + length).join(sep)
}

function readPackage(directory: string): Bundled {
  const { name, version, license } = JSON.parse(
    readFileSync(join(directory, 'package.json'), 'utf8'),
  ) as Manifest
  if (name === undefined || version === undefined || license === undefined)
    throw new Error(
      `${directory}/package.json: found no name, version or license; say in scripts/licenses.ts what it is`,
    )
  const [file] = globSync('{LICENSE,LICENCE,license,licence,COPYING}{,.md,.txt,-MIT}', {
    cwd: directory,
  }).sort()
  const text =
    file === undefined ? '' : readFileSync(join(directory, file), 'utf8').replaceAll('\r\n', '\n').trim()
  return { name, version, license, text }
}

/** One entry for each package and version that the modules are of, by name. */
function packagesOf(moduleIds: readonly string[]): readonly Bundled[] {
  const directories = new Set(moduleIds.flatMap((id) => packageDirectoryOf(id) ?? []))
  const found = new Map(
    [...directories].map(readPackage).map((each) => [`${each.name}@${each.version}`, each]),
  )
  return [...found.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, each]) => each)
}

/** The package as purl names it. */
function purlOf({ name, version }: Bundled): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`
}

/** CycloneDX without time and serial number, so that the same bundle has the same bytes. */
function billOfMaterials(packages: readonly Bundled[]): string {
  const own = JSON.parse(readFileSync('package.json', 'utf8')) as {
    name: string
    version: string
    license: string
  }
  const components = packages.map((each) => ({
    type: 'library',
    'bom-ref': purlOf(each),
    name: each.name,
    version: each.version,
    licenses: [/\s/.test(each.license) ? { expression: each.license } : { license: { id: each.license } }],
    purl: purlOf(each),
  }))
  const component = {
    type: 'application',
    'bom-ref': `${own.name}@${own.version}`,
    name: own.name,
    version: own.version,
    licenses: [{ license: { id: own.license } }],
  }
  const dependencies = [{ ref: component['bom-ref'], dependsOn: components.map((each) => each['bom-ref']) }]
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component },
    components,
    dependencies,
  }
  return `${JSON.stringify(bill, undefined, 2)}\n`
}

function notices(packages: readonly Bundled[]): string {
  const sections = packages.map(
    ({ name, version, license, text }) =>
      `${name} ${version}\nLicense: ${license}\n\n${text === '' ? 'The package holds no text of its license.' : text}\n`,
  )
  return `This directory holds code of these packages.\n\n${sections.join(`\n${'-'.repeat(80)}\n\n`)}`
}

/** Writes `licenses.txt` and `sbom.cdx.json` into `directory`, from the modules that really are in the bundle beside them. */
export function writeLicenses(directory: string, moduleIds: readonly string[]): void {
  const packages = packagesOf(moduleIds)
  writeFileSync(join(directory, 'licenses.txt'), notices(packages))
  writeFileSync(join(directory, 'sbom.cdx.json'), billOfMaterials(packages))
}
