import type { KindId } from './catalogue.ts'

const destroys =
  /\b(?:drop\s+(?:table|database|schema|view|index|user|role|column|function|procedure|trigger|sequence|keyspace|collection|owned|type|extension|tablespace|materialized|policy|constraint|partition|server|publication|subscription)|truncate\s+(?:table\s+)?\w|delete\s+from\s+[\w."'`]+\s*(?:;|$|"|'|where\s+(?:1|true)\b)|alter\s+(?:table|database|user|role|system)\b|update\s+[\w."'`[\]]+\s+set\b(?![^;]{0,400}\bwhere\b)|flush(?:all|db)\b|revoke\s+\w|reset\s+master|purge\s+(?:binary|master)|shutdown\b|detach\s+(?:delete|partition)|vacuum\s+full|reindex\b|cluster\s+\w)/i
const documents =
  /\.(?:drop|dropDatabase|dropIndexes?|deleteMany|deleteOne|remove|findOneAndDelete|bulkWrite|dropUser|dropRole|updateMany|renameCollection|shutdownServer|truncate)\s*\(|\.(?:delete_all|destroy_all|deleteAll|destroyAll)\b/
const changes =
  /\b(?:delete\s+from|update\s+\S{1,80}\s+set|(?:insert|replace|merge)\s+into|create\s+(?:table|index|view|database|schema)|upsert)\b/i
const grants =
  /\b(?:grant\s+\w|create\s+(?:user|role)\b|set\s+password|identified\s+by\b|alter\s+(?:user|role)\b)|\b(?:createUser|updateUser|changeUserPassword|createRole|grant\w+)\(/i
const shells =
  /(?:^|\n)\s{0,20}(?:\\!|\.shell\b|\.system\b|!\s*\S|system\s+\S)|\bto\s+program\b|\bfrom\s+program\b|xp_cmdshell|\bpg_read_file\b|\bload_file\s*\(|into\s+(?:out|dump)file\b|\bload_extension\s*\(|\.load\b|lo_export|\bcopy\s+\w+\s+from\s+'\/|sys_exec\s*\(|dbms_scheduler|\bchild_process\b|\bexecutable\s*\(|\brun(?:NonMongo)?Program\s*\(|runtime\.exec/i

/** What statements of a database would do; nothing for those that only read. */
export function statementKinds(text: string): readonly KindId[] {
  const cut = text.slice(0, 20_000)
  const kinds: KindId[] = []
  if (destroys.test(cut) || documents.test(cut)) kinds.push('destroys-records')
  else if (changes.test(cut)) kinds.push('changes-records')
  if (grants.test(cut)) kinds.push('grants-access')
  if (shells.test(cut)) kinds.push('opens-shell')
  return kinds
}

/** True for statements that only read: SELECT, SHOW, EXPLAIN, meta-commands that list. */
export function onlyReads(text: string): boolean {
  return (
    text
      .split(';')
      .every((statement) =>
        /^\s*(?:select|show|explain|describe|desc|with|pragma\s+\w+\s*$|\\[dlz]|\.(?:tables|schema|databases|indexes|help|dump|mode|headers?)|use|$)/i.test(
          statement,
        ),
      ) &&
    statementKinds(text).length === 0 &&
    !/\binto\b/i.test(text)
  )
}
