import type { KindId } from './catalogue.ts'

type Sign = readonly [KindId, RegExp]

// Fixed words and bounded gaps only: no expression can backtrack far.
/** Words of code and what they mean, for all languages alike. */
export const codeSigns: readonly Sign[] = [
  [
    'deletes-files',
    /\b(?:rmtree|removedirs|rm_rf?|rm_f|rimraf|rmSync|unlinkSync|rmdirSync|removeSync|emptyDirSync|deleteFile|deleteRecursively|removeDirectory|delete-directory|delete-file|delete_file|remove_dir_all|remove_file)\b|\bos\.(?:remove|unlink|rmdir)\b|\bfs(?:\.promises)?\.(?:rm|unlink|rmdir)\b|\.unlink\(|\bunlink[ ("'$<]|\brmdir[ ("'$]|\bFile\.delete|\bDir\.(?:rmdir|delete|unlink)|\bDeno\.remove|\bos\.RemoveAll|\bFiles?\.delete/,
  ],
  [
    'reverse-shell',
    /\b(?:dup2|pty\.spawn)\b|>&S\b|\/inet\/(?:tcp|udp)|\bProcessBuilder\b[\s\S]{0,300}\bSocket\b|\bfsockopen\b[\s\S]{0,200}(?:exec|system|popen|shell_exec|proc_open|passthru|`)|\bTCPSocket\b[\s\S]{0,200}(?:popen|exec|spawn|system|`)|\bsocket\b[\s\S]{0,400}(?:subprocess|popen|os\.system|execve|exec\()|\bcreateServer\b[\s\S]{0,300}\.pipe\(|child_process[\s\S]{0,200}\bnet\b|ztcp\b/,
  ],
  [
    'sends-data',
    /\brequests?\.(?:post|put|patch|delete)\b|\bhttpx\.(?:post|put)|\burlopen\([^)]{1,200},|\.setRequestMethod\("(?:POST|PUT)|\bmethod\s*:\s*["'](?:POST|PUT|PATCH|DELETE)|\bNet::HTTP\.(?:post|put)|\bNet::HTTP::(?:Post|Put)|\bLWP::UserAgent\b[\s\S]{0,200}->(?:post|put)|\bsmtplib\b|\bftplib\b|\.storbinary\(|\bsendall\(|\.sendto\(|\bsocket\.(?:connect|create_connection)|\bsocket\s*\(\s*(?:S|SOCK|socket)|\buse\s+(?:IO::)?Socket|\bIO::Socket|\bTCPSocket\b|\bfsockopen\b|\bstream_socket_client\b|\bsocket_connect\b|\bnet\.(?:connect|createConnection)|\brequire\(?\s*["']socket["']|\bSockets\b[\s\S]{0,80}connect|Socket\(host|java\.net\.Socket|\bsocket\.socket\b|\bhttp\.client\b|http\.request\(/,
  ],
  [
    'listens',
    /\b(?:TCPServer|HTTPServer|SimpleHTTPRequestHandler|ThreadingHTTPServer|UNIXServer|WEBrick|ServerSocket|socketserver|SimpleHTTPServer)\b|\bcreateServer\b|\bhttp\.server\b|\.listen\(\s*\d|\bstream_socket_server\b|\bsocket_listen\b|\bsocket_bind\b|\.bind\("?\*/,
  ],
  [
    'fetches',
    /\burllib\b|\burlopen\b|\brequests\.get\b|\burlretrieve\b|\bopen-uri\b|\bURI\.open\b|\bLWP::Simple\b|\bfile_get_contents\(["']http|\bfetch\(|\bhttps?\.get\(|\bNet::HTTP\b|\baxios\b|\bgot\(|\bHTTP::Tiny\b|java\.net\.URL|\bcopy\(["']http/,
  ],
  [
    'runs-decoded',
    /\b(?:exec|eval|system|popen|Popen|call|check_call|check_output|run|loads|instance_eval)\s*\(?\s*[^()]{0,60}\(?[^()]{0,60}(?:b64decode|base64|fromhex|unhexlify|decode_base64|base64_decode|unpack|\bpack\(|gzinflate|str_rot13|atob|rot13|decompress|marshal|Buffer\.from)/,
  ],
  [
    'runs-input',
    /\beval\s*\(\s*(?:gets|input|STDIN|<STDIN>|\$_(?:GET|POST|REQUEST|COOKIE)|request|process\.argv|sys\.argv|readline)|\b(?:system|exec|shell_exec|passthru|popen)\s*\(\s*\$_(?:GET|POST|REQUEST|COOKIE|SERVER)/,
  ],
  [
    'loads-code',
    /\bctypes\b|\bLoadLibrary\b|\bdlopen\b|\bFiddle\b|\bffi\.load\b|\bSystem\.load(?:Library)?\b|\bpickle\.loads?\b|\bDynaLoader\b|\bprocess\.dlopen\b|\bpackage\.loadlib\b/,
  ],
  [
    'elevates',
    /\bsetuid\b|\bsetresuid\b|\bseteuid\b|\bsetgid\b|POSIX::setuid|\bposix_setuid\b|\bChange_privilege\b|\bcap_set/,
  ],
  [
    'opens-shell',
    /\bpcntl_exec\b|\bos\.exec[lv]p?e?\b|\bpty\.spawn\b|\bos\.execute\b|\bexec\s+["']\/bin|\bsyscall\.Exec\b|\bKernel\.exec\b|\bspawn\s+\/bin|\bProcessBuilder\b|\bhttpd?\.exec|\bvim\.command|\\write18/,
  ],
  [
    'exhausts',
    /\bwhile\b[\s\S]{0,40}\b(?:fork|Popen|Thread)\b|\bfork\s+while\b|\bloop\b[\s\S]{0,20}\bfork\b|\bfork\b[\s\S]{0,12}\bwhile\s+(?:1|true|True|fork)/,
  ],
  [
    'captures-data',
    /\bpynput\b|\bkeyboard\.(?:hook|on_press|record)|\bImageGrab\b|\bpyautogui\.screenshot|\bscapy\b|\bsniff\(|\bRawSocket\b|SOCK_RAW|\bAF_PACKET\b/,
  ],
  [
    'runs-download',
    /\b(?:exec|eval|system|run|Popen)\s*\(?[\s\S]{0,60}\b(?:urlopen|requests\.get|urlretrieve|URI\.open|file_get_contents\(["']http|curl |wget )/,
  ],
]
