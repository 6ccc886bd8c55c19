#!/bin/sh
# Polling over TLS and HTTP/2, from a real nginx with a certificate made here: who is trusted, one connection with two requests at a time,
# conditional requests, a site that moved from http to https, credentials that stay behind. Skipped without nginx or openssl.
top=${top_srcdir:-.}
nginx=$(command -v nginx || command -v /usr/sbin/nginx) && command -v openssl >/dev/null || exit 77
"$nginx" -V 2>&1 | grep -q http_v2_module || exit 77
. "$top/tests/e2e/common.sh"
newsroom "$dir/log"

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$dir/key" -out "$dir/cert" -days 2 -subj /CN=localhost \
	-addext subjectAltName=DNS:localhost >"$dir/openssl.log" 2>&1 || { cat "$dir/openssl.log"; exit 77; }
ports=$("$python" -c 'import socket
s = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
print(*[x.getsockname()[1] for x in s])') || exit 99
tls=${ports% *} plain=${ports#* }
mkdir "$dir/nginx" "$config" -p
cat >"$dir/nginx.conf" <<EOF
daemon off;
master_process off;
pid $dir/nginx/pid;
error_log $dir/nginx/error.log;
events { }
http {
	client_body_temp_path $dir/nginx/body;
	proxy_temp_path $dir/nginx/proxy;
	fastcgi_temp_path $dir/nginx/fastcgi;
	uwsgi_temp_path $dir/nginx/uwsgi;
	scgi_temp_path $dir/nginx/scgi;
	log_format asked '\$server_protocol \$status \$connection \$request_uri auth=\$http_authorization';
	access_log $dir/asked asked;
	limit_conn_zone \$server_name zone=host:1m; # each stream of HTTP/2 counts
	server {
		listen 127.0.0.1:$tls ssl http2;
		server_name localhost;
		ssl_certificate $dir/cert;
		ssl_certificate_key $dir/key;
		limit_conn host 2;
		location / { proxy_pass $site; }
	}
	server {
		listen 127.0.0.1:$plain;
		location / { return 301 https://localhost:$tls\$request_uri; }
	}
}
EOF
: >"$dir/asked"
"$nginx" -e "$dir/nginx/error.log" -p "$dir/nginx" -c "$dir/nginx.conf" 2>"$dir/nginx/start" &
servers="$servers $!"
listens() { "$python" -c 'import socket, sys; socket.create_connection(("127.0.0.1", int(sys.argv[1])))' "$tls" 2>/dev/null; }
until_true 20 listens || { cat "$dir/nginx/start" "$dir/nginx/error.log"; exit 99; }
asked() { grep -c -e "$1" "$dir/asked"; }

# Nobody vouches for the certificate.
i=0
while [ $i -lt 24 ]; do
	echo "https://localhost:$tls/slow/$i.xml"
	i=$((i + 1))
done >"$feeds"
run 1 poll "https://localhost:$tls/slow/0.xml"
has "localhost:$tls: its certificate is not trusted (.*); if it is a server of your own, name its authority in SSL_CERT_FILE"
[ "$(asked .)" -eq 0 ] || say 'a server was asked that nobody vouches for'
SSL_CERT_FILE=$dir/nothing
export SSL_CERT_FILE
run 1 poll "https://localhost:$tls/slow/1.xml"
has 'the file of certificate authorities cannot be read'

# One connection, two requests at a time, and validators.
SSL_CERT_FILE=$dir/cert
run 0 poll --all
has '24 feeds, 120 new stories in'
[ "$(asked '^HTTP/2.0 200 ')" -eq 24 ] && [ "$(asked .)" -eq 24 ] || say '24 feeds were not fetched by 24 requests over HTTP/2, two at a time'
[ "$(cut -d ' ' -f 3 "$dir/asked" | sort -u | wc -l)" -eq 1 ] || say 'more than one connection was opened'
run 0 poll --all
has '24 feeds, 0 new stories, 24 not modified'
[ "$(asked '^HTTP/2.0 304 ')" -eq 24 ] || say 'the second poll was not answered 304 throughout'
# Connections that are not what the address says.
echo "https://127.0.0.1:$tls/f/1.xml" >"$feeds"
run 1 poll --all
has 'its certificate is not trusted (.*); check the address'
echo "https://localhost:$plain/f/1.xml" >"$feeds"
run 1 poll --all
has 'may need http instead of https'

# A site that moved to https: the subscription follows, and credentials were given for the old address only.
echo "http://localhost:$plain/f/1.xml news \"~Moved\"" >"$feeds"
echo "login http://localhost:$plain user secret" >"$config/config"
: >"$dir/asked"
run 0 poll --all
has 'moved for good'
has 'Moved: 5 new'
grep -q "^https://localhost:$tls/f/1.xml news \"~Moved\"\$" "$feeds" || say 'the subscription did not follow'
grep -q "it was: http://localhost:$plain/f/1.xml" "$feeds" || say 'the old address is forgotten'
[ "$(asked '301 .*auth=Basic')" -eq 1 ] && [ "$(asked '200 .*auth=-')" -eq 1 ] || say 'credentials went astray'
run 0 poll --all
has '1 not modified'
[ "$(asked '301 ')" -eq 1 ] || say 'the old address was asked again'
[ $bad -eq 0 ] || cat "$dir/asked" "$dir/nginx/error.log"
exit $bad
