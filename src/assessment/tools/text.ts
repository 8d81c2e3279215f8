import type { ToolTable } from './tool.ts'

const reads = 'reads'

/** Programs that print, read and compare: the everyday words of every script. */
export const textTools: ToolTable = {
  'echo printf': { is: 'prints', data: true, paths: 'none' },
  'true false : test [ [[ sleep wait exit return break continue shift getopts': {
    is: 'prints',
    data: true,
    paths: 'none',
  },
  date: {
    is: reads,
    data: true,
    paths: 'none',
    valued: '-d --date -f -r -I',
    rules: { 'changes-system': '-s, --set, 0*|1*' },
  },
  dc: { is: reads, data: true, paths: 'none', valued: '-e -f', rules: { 'opens-shell': '-e=!*|*;!*' } },
  yes: { is: 'prints', data: true, paths: 'none', output: 'opaque' },
  'seq expr basename dirname cal ncal jot nice parallel timeout watch busybox toybox coreutils bc factor numfmt tput clear reset stty tty nproc arch':
    {
      is: reads,
      data: true,
      paths: 'none',
    },
  'cd pushd popd dirs pwd let umask unset local declare typeset readonly export set shopt type hash times ulimit jobs fg bg disown suspend logname help exec trap env command builtin':
    { is: 'prints', data: true, paths: 'none' },
  'read mapfile readarray': { is: 'prints', data: true, paths: 'none' },
  'which whereis apropos tldr whatis compgen complete cheat': {
    is: reads,
    data: true,
    paths: 'none',
  },
  'cksum sum md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum shasum md5 wc file stat readlink realpath ls dir vdir exa eza lsd tree du df cksfv crc32 b3sum pathchk namei lsattr getfattr getfacl':
    // They tell of a file, and do not give away what it holds.
    { is: reads, paths: 'none', output: 'text' },
  'cat tac nl rev fold fmt expand unexpand pr column colrm paste join comm cut od hexdump hd strings diff cmp sdiff colordiff bat batcat zcat bzcat xzcat zstdcat lzcat zmore lessecho look tsort ptx base32 base64 basenc base58 uuencode':
    {
      is: reads,
      output: 'pass',
    },
  uniq: { is: reads, output: 'pass', valued: '-f -w -s', rules: { 'changes-files': '* *' } },
  xxd: {
    is: reads,
    output: 'pass',
    valued: '-c -cols -l -len -s -o -g',
    longDash: true,
    rules: { 'changes-files': '* *' },
  },
  shuf: { is: reads, output: 'pass', writes: '-o --output', valued: '-n -e -i' },
  uudecode: { is: 'changes-files', output: 'decoded', writes: '-o --output-file' },
  head: { is: reads, output: 'pass', valued: '-n -c --lines --bytes' },
  tail: { is: reads, output: 'pass', valued: '-n -c --lines --bytes --pid -s' },
  'grep egrep fgrep rg ag ack ripgrep ugrep pcregrep zgrep zegrep sift': {
    is: reads,
    data: true,
    output: 'pass',
    shell: '--pre --hostname-bin',
    valued:
      '-e -f -m -A -B -C -g -t --include --exclude --exclude-dir --regexp --max-count --color --glob --type --exclude-from --ignore-file',
  },
  sort: {
    is: reads,
    output: 'pass',
    valued: '-k -t -S -T --key --field-separator --parallel',
    writes: '-o --output',
    shell: '--compress-program',
    rules: { 'changes-files': '-o|--output' },
  },
  tr: { is: reads, data: true, paths: 'none', output: 'pass' },
  'less more most pg view-less zless lesspipe': { is: reads, output: 'pass' },
  'man info': { is: reads, shell: '-H -P --pager --html' },
  'jq yq gojq jaq xq tomlq dasel jless fx gron htmlq pup xmlstarlet xpath csvcut csvgrep csvlook csvstat csvsql csvjson mlr xsv q miller json_pp':
    {
      is: reads,
      data: true,
      output: 'pass',
      paths: 'read',
      valued: '-f --from-file --arg --argjson --rawfile --slurpfile --indent',
      rules: { 'changes-files': '-i, --in-place, --inplace' },
    },
  'sed gsed': { is: reads, output: 'pass', valued: '-e -f --expression --file -l', data: true },
  'find gfind': { is: reads, longDash: true, output: 'pass' },
  'fd fdfind': {
    is: reads,
    output: 'pass',
    valued: '-e -t -E -d -j --type --exclude --extension --max-depth',
  },
  'locate plocate mlocate slocate': { is: reads, data: true, paths: 'none', output: 'pass' },
  updatedb: { is: 'changes-settings' },
  'split csplit': { is: 'changes-files', shell: '--filter' },
  tee: { is: 'changes-files', paths: 'write', output: 'pass' },
  sponge: { is: 'changes-files', paths: 'write' },
  vipe: { is: 'changes-files' },
  'source .': { is: 'runs-project', paths: 'none' },
  'fzf sk': {
    is: reads,
    shell: '--preview --filter-command',
    valued: '--bind',
    paths: 'none',
    rules: { 'runs-project': '--bind=*execute*|*become*|*reload*|*transform*' },
  },
  'peco gum dialog whiptail zenity': { is: reads, data: true },
  'cowsay cowthink': { is: reads, valued: '-f', rules: { 'loads-code': '-f=*/*' } },
  'figlet toilet lolcat banner fortune cmatrix boxes qrencode screenfetch fastfetch pfetch onefetch': {
    is: reads,
  },
  neofetch: { is: reads, valued: '--config', rules: { 'loads-code': '--config=*/*' } },
  'diffstat cloc tokei scc sloccount loc dust ncdu gdu duf procs bottom wdiff icdiff difft delta': {
    is: reads,
    rules: { 'changes-files': '-o|--output' },
  },
  'msgfmt msgmerge msgcat msgattrib msgconv msgfilter msguniq xgettext': { is: 'changes-files' },
  history: {
    is: reads,
    output: 'opaque',
    rules: { 'hides-traces': '-c, -d, -w' },
  },
  fc: { is: 'runs-code', rules: { reads: '-l' } },
  alias: { is: 'prints', data: true, paths: 'none' },
  unalias: { is: 'prints', data: true, paths: 'none' },
  'iconv xmllint': {
    is: reads,
    output: 'pass',
    writes: '-o --output',
    valued: '-f -t --xpath',
    rules: { 'changes-files': '-o|--output' },
  },
  enable: {
    is: 'changes-settings',
    valued: '-f',
    rules: { 'loads-code': '-f', 'hides-traces': '-n history' },
  },
  bind: { is: 'changes-settings' },
  logger: { is: 'changes-settings', data: true, paths: 'none' },
  'wall write mesg talk': { is: 'changes-settings', data: true },
  pandoc: {
    is: 'changes-files',
    valued: '-f -t -L -F --lua-filter --filter',
    writes: '-o --output',
    rules: {
      reads: '--list-*',
      'loads-code': '-L|-F|--lua-filter|--filter=/*',
    },
  },
  'groff troff nroff pic eqn': { is: 'reads', output: 'pass', rules: { 'loads-code': '-U' } },
  'asciidoctor rst2html markdown_py mdcat glow mdbook mkdocs sphinx-build hugo jekyll': {
    is: 'changes-files',
    rules: { reads: '' },
  },
  ffmpeg: {
    is: 'changes-files',
    longDash: true,
    valued: '-i -f -c -vf -t',
    rules: {
      reads: '-version, -formats, -codecs',
      'captures-data': '-f=x11grab|avfoundation|gdigrab|dshow|alsa|pulse|v4l2|kmsgrab|fbdev',
    },
  },
  'identify ffprobe mediainfo fc-list': { is: reads },
  'convert magick mogrify exiftool sox gs qpdf pdftotext pdfinfo pdftk mutool optipng jpegoptim pngquant cwebp inkscape rsvg-convert dot neato':
    { is: 'changes-files', rules: { reads: '-version' }, writes: '-o --output' },
}
