/* transfer.c - one request on a curl easy handle: its options, what comes in, and where it is sent on to.
 *
 * Redirects are taken here, not by curl, so that each hop is seen: its scheme, whose credentials go with it, whether it was
 * permanent, and whether it leads out of the public network.
 */
#include "config.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "net_int.h"
#include "quotidian/utf8.h"

static const char *const header_names[HEADER_COUNT] = {
	[HEADER_TYPE] = "content-type",     [HEADER_CONTENT_LOCATION] = "content-location", [HEADER_ETAG] = "etag",
	[HEADER_LAST_MODIFIED] = "last-modified", [HEADER_CACHE_CONTROL] = "cache-control", [HEADER_EXPIRES] = "expires",
	[HEADER_RETRY_AFTER] = "retry-after", [HEADER_LOCATION] = "location",               [HEADER_DATE] = "date",
	[HEADER_AGE] = "age",               [HEADER_ENCODING] = "content-encoding",         [HEADER_TRANSFER] = "transfer-encoding",
};

/* asprintf that never fails. */
static char *format(const char *fmt, ...) QD_PRINTF(1, 2);
static char *format(const char *fmt, ...)
{
	char *z;
	va_list ap;
	va_start(ap, fmt);
	if (vasprintf(&z, fmt, ap) < 0)
		die("out of memory (an address)");
	va_end(ap);
	return z;
}

int address_split(const char *address, char **url, char **origin, char **userpwd, struct err *e)
{
	*url = *origin = *userpwd = NULL;
	CURLU *u = curl_url();
	char *whole = NULL, *scheme = NULL, *host = NULL, *port = NULL, *user = NULL, *password = NULL;
	if (!u)
		die("out of memory (an address)");
	int rc = QD_EINVAL;
	if (curl_url_set(u, CURLUPART_URL, address, CURLU_URLENCODE) == CURLUE_OK && curl_url_get(u, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
	    (str_eqz(str_of(scheme), "http") || str_eqz(str_of(scheme), "https")) && curl_url_get(u, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
	    host[0] && curl_url_get(u, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) == CURLUE_OK) {
		curl_url_get(u, CURLUPART_USER, &user, CURLU_URLDECODE);
		curl_url_get(u, CURLUPART_PASSWORD, &password, CURLU_URLDECODE);
		curl_url_set(u, CURLUPART_USER, NULL, 0);
		curl_url_set(u, CURLUPART_PASSWORD, NULL, 0);
		curl_url_set(u, CURLUPART_OPTIONS, NULL, 0);
		curl_url_set(u, CURLUPART_FRAGMENT, NULL, 0);
		if (curl_url_get(u, CURLUPART_URL, &whole, 0) == CURLUE_OK) {
			*url = xstrdup(whole);
			*origin = format("%s://%s:%s", scheme, host, port);
			if (user || password)
				*userpwd = format("%s:%s", user ? user : "", password ? password : "");
			rc = 0;
		}
	}
	if (rc)
		err_set(e, rc, "not an address that begins with http:// or https:// and names a host: %.200s", address);
	curl_free(whole);
	curl_free(scheme);
	curl_free(host);
	curl_free(port);
	curl_free(user);
	curl_free(password);
	curl_url_cleanup(u);
	return rc;
}

struct str transfer_host(const struct transfer *t)
{
	struct str s = str_of(t->url);
	size_t start = str_find(s, STR("://"), 0);
	s = str_sub(s, start == STR_NPOS ? 0 : start + 3, s.n);
	size_t end = 0;
	while (end < s.n && s.s[end] != '/' && s.s[end] != '?' && s.s[end] != '#')
		end++;
	return str_sub(s, 0, end < 200 ? end : 200);
}

/* ---- what comes in ---- */

static size_t on_body(char *p, size_t size, size_t n, void *arg)
{
	struct transfer *t = arg;
	size_t bytes = size * n;
	if (bytes > BODIES_MAX - *t->bodies)
		t->stop = STOP_CROWD;
	else if (buf_add(&t->body, str_n(p, bytes)))
		t->stop = STOP_BODY;
	else
		*t->bodies += bytes;
	return t->stop == STOP_NONE ? bytes : 0;
}

void transfer_drop_body(struct transfer *t)
{
	*t->bodies -= t->body.n;
	buf_free(&t->body);
}

static void on_status_line(struct transfer *t)
{
	for (int i = 0; i < HEADER_COUNT; i++)
		buf_clear(&t->header[i]);
	t->has_length = t->encoded = t->gzip = t->chunked = false;
	t->gzip_end = (struct gzip_end){ 0 };
}

/* Control bytes in a value are an attempt to be read in two ways; a tab is none. */
static bool value_clean(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (((unsigned char)s.s[i] < 0x20 && s.s[i] != '\t') || s.s[i] == 0x7F)
			return false;
	return true;
}

static void on_one_header(struct transfer *t, struct str name, struct str value)
{
	if (str_ieq(name, STR("content-length"))) {
		int64_t length;
		t->has_length = true;
		if (str_int(&length, value) == 0 && length > 0 && (uint64_t)length > t->body_max)
			t->stop = STOP_BODY;
		return;
	}
	for (int i = 0; i < HEADER_COUNT; i++) {
		if (!str_ieq(name, str_of(header_names[i])))
			continue;
		bool list = i == HEADER_CACHE_CONTROL || i == HEADER_ENCODING;
		if (t->header[i].n && list)
			buf_addc(&t->header[i], ',');
		else
			buf_clear(&t->header[i]);
		if (!value_clean(value) || buf_add(&t->header[i], value))
			buf_clear(&t->header[i]);
	}
}

static size_t on_header(char *p, size_t size, size_t n, void *arg)
{
	struct transfer *t = arg;
	struct str line = str_n(p, size * n);
	size_t bytes = line.n;
	t->header_bytes += bytes;
	if (t->header_bytes > HEADER_BYTES_MAX)
		t->stop = STOP_HEADERS;
	if (str_istarts(line, STR("HTTP/"))) {
		on_status_line(t);
	} else if (!t->body.n) {
		size_t colon = str_chr(line, ':', 0);
		if (colon != STR_NPOS) {
			on_one_header(t, str_sub(line, 0, colon), str_trim(str_sub(line, colon + 1, line.n)));
		} else if (!str_trim(line).n) {
			struct str coding = str_trim(buf_str(&t->header[HEADER_ENCODING]));
			t->encoded = coding.n && !str_ieq(coding, STR("identity"));
			t->gzip = str_ieq(coding, STR("gzip")) || str_ieq(coding, STR("x-gzip"));
			t->chunked = str_ifind(buf_str(&t->header[HEADER_TRANSFER]), STR("chunked"), 0) != STR_NPOS;
			if (t->gzip) /* on_debug sees the bytes before they are decoded */
				curl_easy_setopt(t->easy, CURLOPT_VERBOSE, 1L);
		}
	}
	return t->stop == STOP_NONE ? bytes : 0;
}

static int on_debug(CURL *easy, curl_infotype type, char *p, size_t n, void *arg)
{
	struct transfer *t = arg;
	(void)easy;
	if (type == CURLINFO_DATA_IN && t->gzip)
		gzip_end_feed(&t->gzip_end, t->chunked, (const unsigned char *)p, n);
	return 0;
}

static bool is_loopback(struct str host)
{
	return str_starts(host, STR("127.")) || str_eqz(host, "::1") || str_ieq(host, STR("localhost"));
}

/* `host`: a numeric address, or a name where that is all one knows. */
static bool guard_allows(const struct transfer *t, bool private, const char *host)
{
	struct str h = str_of(host), machine = str_of(t->machine);
	if (h.n > 2 && h.s[0] == '[' && h.s[h.n - 1] == ']')
		h = str_sub(h, 1, h.n - 1);
	return t->guard == GUARD_NONE || !private ||
	       (t->guard == GUARD_MACHINE && (str_ieq(h, machine) || (is_loopback(h) && is_loopback(machine))));
}

static curl_socket_t on_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct transfer *t = arg;
	char numeric[INET6_ADDRSTRLEN] = "";
	bool private = address_is_private(&address->addr);
	if (address->family == AF_INET)
		inet_ntop(AF_INET, &((struct sockaddr_in *)&address->addr)->sin_addr, numeric, sizeof numeric);
	else if (address->family == AF_INET6)
		inet_ntop(AF_INET6, &((struct sockaddr_in6 *)&address->addr)->sin6_addr, numeric, sizeof numeric);
	if (purpose == CURLSOCKTYPE_IPCXN && !guard_allows(t, private, numeric)) {
		t->refused = true;
		return CURL_SOCKET_BAD;
	}
	*t->met_private |= private;
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* ---- options ---- */

bool transfer_is_proxied(const char *url, const struct fetch_options *o)
{
	static const char *const http[] = { "http_proxy", "all_proxy", "ALL_PROXY" };
	static const char *const https[] = { "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" };
	if (o->proxy && o->proxy[0])
		return true;
	bool secure = str_istarts(str_of(url), STR("https:"));
	for (int i = 0; i < (secure ? 4 : 3); i++) {
		const char *v = getenv(secure ? https[i] : http[i]);
		if (v && v[0])
			return true;
	}
	return false;
}

static char *url_host(const char *url)
{
	char *host = NULL;
	CURLU *u = curl_url();
	if (u && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK)
		curl_url_get(u, CURLUPART_HOST, &host, 0);
	curl_url_cleanup(u);
	return host;
}

static void add_header(struct transfer *t, const char *name, const char *value)
{
	char *line = format("%s: %s", name, value);
	struct curl_slist *list = curl_slist_append(t->list, line);
	if (!list)
		die("out of memory (a header)");
	t->list = list;
	free(line);
}

static void set_headers(struct transfer *t)
{
	const struct fetch_request *r = &t->request;
	curl_slist_free_all(t->list);
	t->list = NULL;
	add_header(t, "Accept", r->accept ? r->accept : "*/*");
	if (r->etag && r->etag[0]) {
		add_header(t, "If-None-Match", r->etag);
		add_header(t, "A-IM", "feed"); /* RFC 3229: only what is new, if the server can */
	}
	if (r->last_modified && r->last_modified[0])
		add_header(t, "If-Modified-Since", r->last_modified);

	char *url = NULL, *origin = NULL, *userpwd = NULL;
	if (address_split(t->url, &url, &origin, &userpwd, NULL) == 0 && str_ieq(str_of(origin), str_of(t->origin))) {
		if (r->bearer) {
			char *token = format("Bearer %s", r->bearer);
			add_header(t, "Authorization", token);
			free(token);
		} else if (r->userpwd) {
			curl_easy_setopt(t->easy, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
			curl_easy_setopt(t->easy, CURLOPT_USERPWD, r->userpwd);
		}
	}
	free(url);
	free(origin);
	free(userpwd);
	curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->list);
}

/* Whose certificates are trusted: libcurl itself does not look at the variables that OpenSSL and the curl program know. */
static void set_authorities(CURL *c)
{
	const char *file = getenv("SSL_CERT_FILE"), *dir = getenv("SSL_CERT_DIR");
	if (!file || !file[0])
		file = getenv("CURL_CA_BUNDLE");
	if (file && file[0])
		curl_easy_setopt(c, CURLOPT_CAINFO, file);
	if (dir && dir[0])
		curl_easy_setopt(c, CURLOPT_CAPATH, dir);
}

bool transfer_prepare(struct transfer *t, const struct fetch_options *o, int64_t ms_left)
{
	CURL *c = t->easy;
	curl_easy_reset(c);
	transfer_drop_body(t);
	on_status_line(t);
	t->header_bytes = 0;
	t->curl_message[0] = 0;
	curl_easy_setopt(c, CURLOPT_PRIVATE, t);
	curl_easy_setopt(c, CURLOPT_URL, t->url);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(c, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
	if (str_istarts(str_of(t->url), STR("https:")))
		curl_easy_setopt(c, CURLOPT_PIPEWAIT, 1L);
	set_authorities(c);
	curl_easy_setopt(c, CURLOPT_BUFFERSIZE, 65536L);
	curl_easy_setopt(c, CURLOPT_USERAGENT, o->user_agent);
	if (o->proxy && o->proxy[0])
		curl_easy_setopt(c, CURLOPT_PROXY, o->proxy);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, o->connect_timeout_s);
	curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)(ms_left > 1 ? ms_left : 1));
	/* A server that lets bytes drip is given up before the whole time is over. */
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, 50L);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, 30L);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, t->curl_message);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(c, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(c, CURLOPT_DEBUGFUNCTION, on_debug);
	curl_easy_setopt(c, CURLOPT_DEBUGDATA, t);
	curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, on_socket);
	curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, t);
	set_headers(t);
	if (t->guard == GUARD_NONE)
		return true;
	/* A connection that somebody else opened was not checked for this request. */
	if (*t->met_private)
		curl_easy_setopt(c, CURLOPT_FRESH_CONNECT, 1L);
	bool proxied = transfer_is_proxied(t->url, o);
	char *host = url_host(t->url);
	/* Whose machine a local name is shows when it is connected to. */
	bool shown_later = t->guard == GUARD_MACHINE && !proxied;
	t->refused = !host || (!shown_later && !guard_allows(t, address_is_private_name(host), host));
	curl_free(host);
	if (proxied) {
		/* The socket leads to the proxy then, which the user chose; nothing may go past it. */
		curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, NULL);
		curl_easy_setopt(c, CURLOPT_NOPROXY, "");
	}
	return !t->refused;
}

/* ---- redirects ---- */

/* What the next hop may reach, `origin` being where it leads. */
static void set_guard(struct transfer *t, const char *origin, const struct fetch_options *o)
{
	char *old_url = NULL, *old = NULL, *userpwd = NULL;
	bool same = address_split(t->url, &old_url, &old, &userpwd, NULL) == 0 && str_ieq(str_of(old), str_of(origin));
	if (!same && t->guard != GUARD_PRIVATE) {
		char *ip = NULL, *host = url_host(t->url);
		curl_easy_getinfo(t->easy, CURLINFO_PRIMARY_IP, &ip);
		const char *was = transfer_is_proxied(t->url, o) || !ip || !ip[0] ? host : ip;
		t->guard = was && address_is_private_name(was) ? GUARD_MACHINE : GUARD_PRIVATE;
		snprintf(t->machine, sizeof t->machine, "%s", was ? was : "");
		curl_free(host);
	}
	free(old_url);
	free(old);
	free(userpwd);
}

bool transfer_redirect(struct transfer *t, const struct fetch_options *o, struct err *e)
{
	long status = 0;
	char *to = NULL, *url, *origin, *userpwd;
	struct str host = transfer_host(t);
	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(t->easy, CURLINFO_REDIRECT_URL, &to);
	if (!to || !t->header[HEADER_LOCATION].n) {
		err_set(e, QD_ENET, STR_FMT ": answers with a redirect (%ld) that leads nowhere", STR_ARG(host), status);
		return false;
	}
	if (t->hops >= o->redirects_max) {
		err_set(e, QD_ENET, STR_FMT ": more than %ld redirects one after the other", STR_ARG(host), o->redirects_max);
		return false;
	}
	if (address_split(to, &url, &origin, &userpwd, NULL)) {
		err_set(e, QD_ENET, STR_FMT ": redirects to what is no web address: %.100s", STR_ARG(host), to);
		return false;
	}
	t->hops++;
	t->permanent = t->permanent && (status == 301 || status == 308);
	if (t->permanent)
		t->moved_to = arena_str(&t->arena, str_of(url));
	set_guard(t, origin, o);
	free(t->url);
	t->url = url;
	free(origin);
	free(userpwd);
	return true;
}
