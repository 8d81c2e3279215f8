import type { ToolTable } from './tool.ts'

/** Programs that fetch, send, listen, tunnel or look around on the network. */
export const networkTools: ToolTable = {
  'curl curlie hurl': {
    is: 'fetches',
    data: true,
    output: 'fetched',
    writes: '-o --output -D --dump-header -c --cookie-jar --trace --trace-ascii --stderr --hsts --etag-save',
    valued:
      '-H -d -X -u -A -e -F -T -b -x -m -w -K -E -r -t -C -Q -y -Y -z -P --header --data --data-raw --data-binary --data-ascii --data-urlencode --json --request --user --user-agent --referer --form --form-string --upload-file --cookie --proxy --max-time --connect-timeout --retry --retry-delay --retry-max-time --write-out --config --cert --key --cacert --capath --range --resolve --url --interface --limit-rate --unix-socket --engine --aws-sigv4 --oauth2-bearer --output-dir --mail-from --mail-rcpt --ciphers --proto --noproxy --socks5 --socks5-hostname --url-query --variable --quote',
    rules: {
      'deletes-resources': '-X|--request=DELETE, -Q|--quote=DELE*|RM*|rm*|-DELE*, -X|--request=PURGE',
      'loads-code': '--engine',
      'changes-remote': '-X|--request=PUT|POST|PATCH',
    },
  },
  'wget aria2c axel lwp-request lwp-download GET HEAD fetch lynx links elinks w3m youtube-dl yt-dlp gallery-dl httrack you-get httpx wcurl snarf puf saldl':
    {
      is: 'fetches',
      output: 'fetched',
      writes: '-O --output-document -o --output-file -P --directory-prefix --out -d --dir',
      valued:
        '-U -t -T -i -e -Q --header --user-agent --user --password --tries --timeout --post-data --post-file --body-data --body-file --method --referer --limit-rate --execute',
      shell: '--use-askpass --on-download-complete --exec',
      rules: {
        'loads-code': '-e|--execute=*use_askpass*, --use-askpass',
        reads: '-dump file*, --simulate|-s',
      },
    },
  'http https xh xhs httpie': {
    is: 'fetches',
    data: true,
    output: 'fetched',
    rules: {
      'deletes-resources': 'DELETE|delete',
      'sends-data': 'POST|PUT|PATCH|post|put|patch * *',
      'changes-remote': 'POST|PUT|PATCH|post|put|patch',
    },
  },
  'ssh autossh dbclient mosh et rsh rlogin slogin': {
    is: 'contacts-network',
    shell: '-o ProxyCommand',
    valued: '-b -c -D -E -e -F -I -i -J -L -l -m -O -p -Q -R -S -W -w',
    rules: { 'opens-tunnel': '-L, -R, -D, -W, -w', reads: '-Q, -G', 'loads-code': '-I' },
  },
  'ztcp zsocket': { is: 'sends-data', rules: { listens: '-l', harmless: '-L, -c, -f' } },
  'iwr irm Invoke-WebRequest Invoke-RestMethod': { is: 'fetches', data: true, output: 'fetched' },
  'Xnest Xephyr ttyd gotty wetty shellinabox shellinaboxd': {
    is: 'listens',
    longDash: true,
    rules: { reads: '-version, -help' },
  },
  zmodload: { is: 'changes-settings', rules: { reads: '$, -L' } },
  'ncftpput ftp-upload wput': { is: 'sends-data' },
  sshpass: { is: 'contacts-network', valued: '-p -f -d -P' },
  'ssh-copy-id': { is: 'grants-access', shell: '-o' },
  'ssh-agent': { is: 'changes-settings' },
  'ssh-add': {
    is: 'changes-settings',
    paths: 'none',
    rules: { reads: '-l, -L', 'loads-code': '-s', 'changes-settings': '-k' },
  },
  'ssh-keyscan': { is: 'fetches', output: 'text' },
  'scp sftp pscp psftp lftp ncftp ncftpget ftp tftp curlftpfs smbclient smbget rcp bbcp fpsync cadaver davfs2 gsiscp mirror zssh':
    {
      is: 'contacts-network',
      shell: '-o -S -c -e',
      valued: '-F -i -J -l -P -b -B -R -s -D -X -u',
      rules: { 'opens-shell': '$', 'loads-code': '-S=*/*' },
    },
  'nc ncat netcat socat telnet cryptcat pwncat sbd dbd powercat telnetd websocat wscat': {
    is: 'contacts-network',
    output: 'fetched',
    valued:
      '-p -s -w -i -q -c -e -g -G -o -x -X -P -T -I -O -m -d --exec --sh-exec --lua-exec --proxy --proxy-type',
    rules: {
      listens: '-l, --listen',
      'reverse-shell': '-e, -c, --exec, --sh-exec, --lua-exec, sh-c:*|exec:*|cmd:*, * sh-c:*|exec:*|cmd:*',
      harmless: '-z',
    },
  },
  'httpd lighttpd nginx apache2 caddy darkhttpd thttpd mini_httpd webfsd filebrowser vsftpd proftpd pure-ftpd atftpd in.tftpd smbd nfsd rsyncd sshd dropbear inetd xinetd x11vnc vncserver tigervncserver vnc4server xrdp code-server openvscode-server squid tinyproxy privoxy 3proxy dante-server sockd haproxy traefik envoy varnishd':
    {
      is: 'starts-service',
      rules: {
        reads: '-t, -T, -v, -version, version|validate|fmt|adapt|configtest|check, list-modules, -S',
        'stops-services': 'stop|quit|graceful-stop|restart, -sf, -st',
        listens: '-p, --port, -l, --listen, --auth=none',
      },
      valued: '--auth --bind-addr',
    },
  // For tests in a browser: what they show is the project's own, unless told otherwise.
  'http-server serve live-server simple-http-server miniserve dufs browser-sync': {
    is: 'runs-project',
    valued: '-p -l -a --port --listen',
    rules: { listens: '/|/*|~|~/*|..', reads: '-v' },
  },
  'proxychains torify torsocks tsocks': { is: 'opens-tunnel', valued: '-f' },
  'ngrok cloudflared frpc frps chisel localtunnel lt bore pagekite tailscale tailscaled zerotier-cli openvpn wg wg-quick stunnel sshuttle gost iodine iodined dnscat ptunnel proxytunnel corkscrew httptunnel tor ligolo rathole inlets expose serveo teleconsole tmate upterm warp-cli nebula socks5 ssf revsocks rpivot pivotnacci':
    {
      is: 'opens-tunnel',
      shell: '--up --script-security --down',
      rules: {
        reads:
          'version|status|list|show|ip|netcheck|ping|access|diagnose|settings|account, tunnel list|info, config check',
      },
    },
  'ping fping arping traceroute tracepath mtr dig nslookup host drill kdig delv dog doggo whois resolvectl systemd-resolve avahi-browse avahi-resolve ntpdate chronyc ntpq sntp iperf speedtest speedtest-cli netperf dnsx asnmap subfinder rdate curl-config nload bmon vnstat iftop nethogs bandwhich ss netstat sockstat nstat mii-tool ipcalc sipcalc testssl sslscan sslyze ssh-audit nbtscan showmount rpcinfo snmpwalk snmpget snmpbulkget dnsrecon amass':
    {
      is: 'reads',
      data: true,
      hosts: true,
      rules: {
        'contacts-network': '-',
        'reads-private': 'axfr, * axfr, * * axfr',
        'opens-shell': '--interpreter',
        'changes-routes': 'dns * *, domain * *',
        'changes-settings': 'dns|makestep|burst|online|offline, flush-caches, reset-statistics',
      },
    },
  'nmap masscan zmap rustscan unicornscan naabu': {
    is: 'contacts-network',
    rules: { 'opens-shell': '--interactive, --script' },
  },
  'tcpdump tshark wireshark dumpcap ngrep tcpflow dsniff snoop kismet tcpick justniffer mitmproxy mitmdump mitmweb sslsplit sslstrip urlsnarf driftnet pktmon tcpreplay':
    {
      is: 'captures-data',
      shell: '-z',
      rules: {
        'loads-code': '-z=*/*, -X=lua_script*, -X lua_script*',
        reads: '-D, -r, --list-interfaces',
      },
    },
  'mail mailx sendmail mutt neomutt msmtp ssmtp swaks mpack nail s-nail uuenview sendemail exim postfix mosquitto_pub telegram-send slackcat ntfy apprise pushover notify':
    {
      is: 'sends-data',
      data: true,
      shell: '--exec',
      rules: { reads: '-H' },
    },
  'finger lp lpr cancel irc weechat irssi': { is: 'contacts-network' },
  'transfer.sh croc wormhole magic-wormhole ffsend onionshare pastebinit pastebin ix 0x0 gist termbin ipfs syncthing dropbox gdrive megatools megaput megacopy oshare portal':
    {
      is: 'sends-data',
      rules: { reads: 'version|cat|ls|list|status|receive' },
    },
  ip: {
    is: 'changes-settings',
    data: true,
    valued: '-n -netns -l -loops -rc -rcvbuf -f -family',
    longDash: true,
    rules: {
      reads:
        '$, * $, * show|list|ls|lst|s|sh|get|g|l|save, -Version, -version, netns identify|pids, monitor, * -s -h',
      'changes-routes':
        'route|r|ro|rule|ru|addr|a|address|neigh|n|tunnel|xfrm|maddr|mroute|tuntap|netns|link|l add|a|del|d|delete|flush|f|replace|change|append|chg|prepend, link|l set * down, link|l set dev * down, link|l set * netns, link|l set * master, link|l set dev * netns',
      'opens-shell': 'netns exec * /bin/*, netns exec * sh|bash',
      mounts: 'netns add',
      'captures-data': 'link|l set * promisc on, link|l set dev * promisc on',
    },
  },
  'ifconfig route arp ifup dhclient dhcpcd udhcpc brctl bridge tc ethtool vconfig tunctl ipset ipvsadm macchanger ifmetric wpa_supplicant':
    {
      is: 'changes-settings',
      data: true,
      shell: '-sf',
      rules: {
        reads:
          '$, -a, -n, -s, * $, -e, show|showmacs|list|stats|save|test, * show, -L, -i, -k, -g, -S, -r, -v, -ln',
        'changes-routes':
          '* down, down|add|del|delete|flush|delbr|addbr|delif|addif|destroy|replace, -d, -D, -s * *, qdisc add|del|replace|change, * hw *, -F, -X, * netmask, * inet, fdb add|del, vlan add|del',
      },
    },
  'iw iwconfig nmcli networkctl netplan networksetup scutil rfkill ifstat connmanctl wpa_cli nmtui bluetoothctl hciconfig devlink rdma ovs-vsctl ovs-ofctl ifquery resolvconf hostapd_cli':
    {
      is: 'changes-settings',
      data: true,
      longDash: true,
      rules: {
        reads:
          '$, dev|list|info|phy|status|show|devices|event|lldp|get|version, * scan, * link, * info, * station dump, reg get, device $, device status|show|wifi, general $, general status, connection $, connection show, radio $, networking $, * get, paired-devices, -get*, -list*, -print*, -is*, -show*, --dns, --proxy, --nwi, --get, -r, -w, dump*',
        'changes-routes':
          '* down, connection|con|c delete|del|down|modify|mod|add|edit, dev disconnect|delete, device disconnect|delete, block|apply|set, -set*, -remove*, -create*, -delete*, --set, del-br, del-port, add-br, networking off, radio wifi off, -switchtolocation, -add*, -ordernetworkservices, -changed*, del-flows, emer-reset',
      },
    },
  'ifdown nsupdate rndc knotc pdnsutil unbound-control pihole': {
    is: 'changes-routes',
    rules: { reads: 'status|stats, list-all-zones, list-zone, check-zone, conf-check, list_*' },
  },
  rclone: {
    is: 'changes-files',
    valued: '--config --include --exclude --filter --transfers --checkers --bwlimit --log-file --backup-dir',
    shell: '--password-command',
    rules: {
      reads:
        'ls|lsd|lsl|lsf|lsjson|listremotes|size|check|cryptcheck|version|about|hashsum|md5sum|sha1sum|tree|ncdu|cat|obscure|checksum|link, config show|file|dump|paths|providers|userinfo, test info, selfupdate --check',
      'deletes-files':
        'delete|deletefile|purge|rmdir|rmdirs|cleanup|dedupe|sync|move|moveto|bisync|settier, config delete, backend cleanup',
      'changes-remote': 'copy|copyto|copyurl',
      'sends-data': 'rcat',
      listens: 'serve|rcd',
      mounts: 'mount',
      harmless: '--dry-run, -n, --interactive, -i',
    },
  },
  'telegraf statsd collectd prometheus grafana-server alertmanager node_exporter loki promtail vector fluentd fluent-bit logstash filebeat':
    {
      is: 'starts-service',
      rules: { reads: 'version, --config.check, -t' },
    },
}
