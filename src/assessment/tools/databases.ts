import type { ToolTable } from './tool.ts'

/** Clients of databases: their code is SQL or commands, searched by `sql.ts`. */
export const databaseTools: ToolTable = {
  'psql mysql mariadb sqlite sqlcmd isql tsql bcp clickhouse clickhouse-client cockroach duckdb usql pgcli mycli litecli monetdb cqlsh hive beeline spark-sql impala-shell presto trino sqlplus sql db2 osql dolt influx surreal cypher-shell neo4j-admin crate crash questdb':
    {
      is: 'changes-remote',
      data: true,
      paths: 'read',
      language: 'sql',
      stdin: 'code',
      code: '-c -e -q -Q --command --execute --query --cmd -cmd -X -j',
      shell: '--pager',
      valued:
        '-h -U -u -d -P -f -D --host --user --dbname --port --database --file -S -H --init-command -v --set --default-auth --plugin-dir',
      writes: '-o --output',
      rules: {
        'loads-code': '--default-auth|--plugin-dir=*/*',
        reads: '-l, --list, dump',
        'opens-shell': '-shell',
      },
    },
  'redis-cli valkey-cli keydb-cli memcached memcat': {
    is: 'changes-remote',
    data: true,
    language: 'sql',
    stdin: 'code',
    valued: '-h -p -a -n -u --user --pass -s -r -i --eval',
    folds: true,
    rules: {
      reads:
        '-v, get|mget|keys|info|ping|scan|ttl|type|exists|llen|hgetall|hget|lrange|smembers|dbsize|strlen|monitor|slowlog|time|echo|zrange|scard, --scan, --stat, --bigkeys, --latency, config get, client list, cluster info|nodes',
      'destroys-records':
        'flushall|flushdb|del|unlink|hdel|srem|ltrim|xtrim|eval|zrem|xdel|getdel, script flush, function flush|delete, acl *, cluster reset|forget, client kill, --pipe',
      'stops-services': 'shutdown|failover, debug segfault|sleep, replicaof|slaveof *',
      'disables-protection': 'config set requirepass|protected-mode|masterauth *',
      'changes-settings': 'config set|rewrite',
      'loads-code': 'module load, --eval, config set dir *, config set dbfilename *',
    },
  },
  'mongo mongosh couchdb couchbase-cli cbt rethinkdb aerospike aql fauna dynamodb nodetool cassandra-cli solr bin/solr':
    {
      is: 'changes-remote',
      data: true,
      language: 'sql',
      stdin: 'code',
      code: '--eval -eval',
      rules: {
        reads:
          'status|info|ring|version|tpstats|cfstats|compactionstats|ls|read|lookup|count|listinstances|listtables|describecluster|getendpoints|netstats|gossipinfo',
        'deletes-resources':
          'deletetable|deletefamily|deleterow|deletecolumn|deleteallrows|deleteinstance|removenode|clearsnapshot|assassinate|deletecluster',
        'stops-services': 'stopdaemon|disablegossip|disablethrift|disablebinary',
      },
    },
  'dropdb dropuser mysqladmin pg_resetwal pg_rewind': {
    is: 'destroys-records',
    rules: {
      reads: 'status|ping|processlist|variables|version, extended-status',
      harmless: '--dry-run, -n',
      'stops-services': 'shutdown',
      'changes-accounts': 'password',
    },
  },
  'createdb createuser pg_ctl pg_ctlcluster initdb mysqld mysqld_safe mongod redis-server postgres mysql_install_db mysql_secure_installation pg_createcluster':
    {
      is: 'starts-service',
      rules: {
        reads: 'status',
        'stops-services': 'stop|restart',
        'changes-accounts': '-s, --superuser',
      },
    },
  'pg_dump pg_dumpall mysqldump mariadb-dump mongodump mongoexport sqldump redis-dump pg_basebackup xtrabackup mydumper':
    { is: 'changes-files', output: 'pass', writes: '-f --file -o --out -r --result-file' },
  'pg_restore mongorestore mongoimport mysqlimport myloader pgloader': {
    is: 'changes-records',
    valued: '-d -c -h -p -u -U --db --collection --file --host --port',
    rules: {
      reads: '-l, --list, --dryRun',
      'destroys-records': '--clean, -c, --drop, --delete, --replace, --overwrite-tables, --if-exists',
    },
  },
  'pg_isready pg_config pg_lsclusters pg_controldata mysqlshow mysqlcheck pgbench sqlite3_analyzer pg_waldump pg_verifybackup':
    { is: 'reads', rules: { 'destroys-records': '-i, --initialize, -r, --repair, --auto-repair' } },
  'ldapadd ldapmodify ldapdelete ldapmodrdn ldappasswd ldbadd ldbmodify ldbdel samba-tool net kadmin kdb5_util dsadd realm adcli':
    {
      is: 'changes-accounts',
      rules: {
        reads:
          'list|info|search|listprincs|getprinc|discover|share|lookup, user list|show, group list, ads info|testjoin|status',
      },
    },
  'ldapsearch ldapwhoami ldapcompare ldbsearch klist kvno kinit kdestroy wbinfo sss_cache': {
    is: 'reads',
    data: true,
    rules: { 'changes-settings': '-E' },
  },
}
