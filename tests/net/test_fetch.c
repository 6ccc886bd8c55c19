/* Fetching: answers, caps, redirects, credentials, private networks, the queue - against a server in the test's own threads. */
#include "config.h"

#include <stdlib.h>
#include <unistd.h>

#include "net/net_int.h"
#include "net/seen.h"
#include "net/server.h"
#include "quotidian/paths.h"
#include "testing.h"

/* gzip of "<rss>", twenty times "The harbour opened again on Monday. ", "</rss>" (731 bytes). */
static const unsigned char gzipped[] = {
	0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xb3, 0x29, 0x2a, 0x2e, 0xb6, 0x0b, 0xc9, 0x48, 0x55, 0xc8,
	0x48, 0x2c, 0x4a, 0xca, 0x2f, 0x2d, 0x52, 0xc8, 0x2f, 0x48, 0xcd, 0x4b, 0x4d, 0x51, 0x48, 0x4c, 0x4f, 0xcc, 0xcc, 0x53,
	0xc8, 0xcf, 0x53, 0xf0, 0xcd, 0xcf, 0x4b, 0x49, 0xac, 0xd4, 0x53, 0x18, 0x55, 0x33, 0xaa, 0x66, 0xa8, 0xa8, 0xb1, 0xd1,
	0x07, 0xa5, 0x6a, 0x00, 0xb5, 0x5c, 0x79, 0xe6, 0xdb, 0x02, 0x00, 0x00
};
#define PLAIN_SIZE 731

#define OK(body) "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/rss+xml\r\n" body
static char gzip_whole[1024], gzip_cut[1024], gzip_chunked[1024], gzip_chunked_cut[1024], endless[70000];
static struct canned table[] = {
	{ "/ok", OK("ETag: W/\"a b\"\r\nLast-Modified: yesterday-ish\r\nContent-Length: 5\r\n\r\nhello"), 0, 0 },
	{ "/304", "HTTP/1.1 304 Not Modified\r\nETag: \"new\"\r\nConnection: close\r\n\r\n", 0, 0 },
	{ "/404", "HTTP/1.1 404 \x1b]0;owned\x07\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno", 0, 0 },
	{ "/429", "HTTP/1.1 429 Slow\r\nConnection: close\r\nRetry-After: 99999999999999999999\r\nContent-Length: 0\r\n\r\n", 0, 0 },
	{ "/fresh", OK("Cache-Control: public, max-age=7200\r\nAge: 200\r\nContent-Length: 1\r\n\r\nx"), 0, 0 },
	{ "/control", OK("ETag: \"a\rInjected: 1\"\r\nLast-Modified: \x1b[2J\r\nContent-Type: text/\tplain\r\nContent-Length: 1\r\n\r\nx"), 0, 0 },
	{ "/gzip", gzip_whole, 0, 0 },
	{ "/gzip-cut", gzip_cut, 0, 0 },
	{ "/gzip-chunked", gzip_chunked, 0, 0 },
	{ "/gzip-chunked-cut", gzip_chunked_cut, 0, 0 },
	{ "/unframed", OK("\r\nno length"), 0, 0 },
	{ "/short", OK("Content-Length: 500\r\n\r\nbreaks off"), 0, 0 },
	{ "/announced", OK("Content-Length: 99999999999\r\n\r\nx"), 0, 0 },
	{ "/large", endless, sizeof endless, 0 },
	{ "/http09", "<rss>no status line</rss>", 0, 0 },
	{ "/nothing", "", 0, 0 },
	{ "/301", "HTTP/1.1 301 Moved\r\nLocation: /308\r\nConnection: close\r\nContent-Length: 4\r\n\r\ngone", 0, 0 },
	{ "/308", "HTTP/1.1 308 Moved\r\nLocation: /ok\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", 0, 0 },
	{ "/301-302", "HTTP/1.1 301 Moved\r\nLocation: /302\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", 0, 0 },
	{ "/302", "HTTP/1.1 302 Found\r\nLocation: /301\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", 0, 0 },
	{ "/loop", "HTTP/1.1 308 Moved\r\nLocation: /loop\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", 0, 0 },
	{ "/to-file", "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", 0, 0 },
	{ "/to-nothing", "HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", 0, 0 },
	{ "/to-metadata", "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", 0, 0 },
	{ "/to-localhost", "HTTP/1.1 302 Found\r\nLocation: http://localhost:@PORT@/ok\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", 0, 0 },
	{ "/slow", OK("Content-Length: 4\r\n\r\nslow"), 0, 60 },
	{ "/never", "", 0, -1 },
	{ NULL, NULL, 0, 0 },
};
static struct server *server;

static void make_gzip(char *out, size_t size, size_t take, bool chunked)
{
	struct buf b;
	buf_init(&b, size - 1);
	buf_addz(&b, OK("ETag: \"z\"\r\nContent-Encoding: gzip\r\n"));
	if (chunked) {
		buf_addf(&b, "Transfer-Encoding: chunked\r\n\r\n%x\r\n", (unsigned)(take - 3));
		buf_add(&b, str_n((const char *)gzipped, take - 3));
		buf_addz(&b, "\r\n3;note\r\n"); /* the last bytes in a chunk of their own */
		buf_add(&b, str_n((const char *)gzipped + take - 3, 3));
		buf_addz(&b, "\r\n0\r\n\r\n");
	} else {
		buf_addf(&b, "Content-Length: %zu\r\n\r\n", take);
		buf_add(&b, str_n((const char *)gzipped, take));
	}
	memcpy(out, b.s, b.n);
	for (struct canned *c = table; c->path; c++)
		if (c->bytes == out)
			c->n = b.n;
	buf_free(&b);
}

static int start(void **state)
{
	(void)state;
	static const char *const proxies[] = { "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" };
	for (size_t i = 0; i < sizeof proxies / sizeof *proxies; i++)
		unsetenv(proxies[i]);
	make_gzip(gzip_whole, sizeof gzip_whole, sizeof gzipped, false);
	make_gzip(gzip_cut, sizeof gzip_cut, sizeof gzipped / 2, false);
	make_gzip(gzip_chunked, sizeof gzip_chunked, sizeof gzipped, true);
	make_gzip(gzip_chunked_cut, sizeof gzip_chunked_cut, sizeof gzipped - 20, true);
	static const char head[] = OK("\r\n");
	memset(endless, 'x', sizeof endless);
	memcpy(endless, head, sizeof head - 1);
	server = server_start(table);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	server_stop(server);
	return 0;
}

static struct seen get(const char *path)
{
	struct fetch_request r = { .url = server_url(server, "127.0.0.1", path) };
	return fetch_with(NULL, &r);
}

static void test_ok(void **state)
{
	(void)state;
	struct seen s = get("/ok");
	assert_int_equal(s.r.code, 0);
	assert_int_equal(s.r.status, 200);
	assert_str(s.r.body, "hello");
	assert_str(s.r.etag, "W/\"a b\"");
	assert_str(s.r.last_modified, "yesterday-ish");
	assert_str(s.r.content_type, "application/rss+xml");
	assert_int_equal(s.r.moved_to.n, 0);
	assert_false(s.r.end_unproved);
	const char *q = server_request(server, "/ok");
	assert_non_null(strstr(q, "User-Agent: quotidian/" PACKAGE_VERSION " (+https://"));
	assert_non_null(strstr(q, "gzip"));
	assert_null(strstr(q, "If-None-Match"));
	assert_null(strstr(q, "A-IM"));
	assert_null(strstr(q, "Cookie"));
	assert_null(strstr(q, "Authorization"));
	arena_free(&s.arena);
}

/* A validator is sent back with the next request: one with control bytes is not kept. */
static void test_control_bytes(void **state)
{
	(void)state;
	struct seen s = get("/control");
	assert_int_equal(s.r.code, 0);
	assert_int_equal(s.r.etag.n, 0);
	assert_int_equal(s.r.last_modified.n, 0);
	assert_str(s.r.content_type, "text/\tplain");
	arena_free(&s.arena);
}

static void test_conditional(void **state)
{
	(void)state;
	struct fetch_request r = { .url = server_url(server, "127.0.0.1", "/304"), .etag = "W/\"a b\"", .last_modified = "yesterday-ish",
		.accept = "application/rss+xml" };
	struct seen s = fetch_with(NULL, &r);
	assert_int_equal(s.r.code, 0);
	assert_int_equal(s.r.status, 304);
	assert_int_equal(s.r.body.n, 0);
	assert_str(s.r.etag, "\"new\"");
	const char *q = server_request(server, "/304");
	assert_non_null(strstr(q, "If-None-Match: W/\"a b\"\r\n"));
	assert_non_null(strstr(q, "If-Modified-Since: yesterday-ish\r\n"));
	assert_non_null(strstr(q, "A-IM: feed\r\n"));
	assert_non_null(strstr(q, "Accept: application/rss+xml\r\n"));
	arena_free(&s.arena);
	/* Not asked for: a fault. */
	s = get("/304");
	assert_int_equal(s.r.code, QD_ENET);
	arena_free(&s.arena);
}

static void test_statuses(void **state)
{
	(void)state;
	struct seen s = get("/404");
	assert_int_equal(s.r.code, QD_ENET);
	assert_int_equal(s.r.status, 404);
	assert_int_equal(s.r.body.n, 0);
	assert_null(strchr(s.r.message, '\x1b'));
	assert_non_null(strstr(s.r.message, "404"));
	arena_free(&s.arena);
	s = get("/429");
	assert_int_equal(s.r.status, 429);
	assert_int_equal(s.r.retry_after_s, 30 * 86400);
	arena_free(&s.arena);
	int64_t now = clock_now();
	s = get("/fresh");
	assert_true(s.r.fresh_until >= now + 7000 && s.r.fresh_until <= now + 7010);
	arena_free(&s.arena);
}

static void test_gzip(void **state)
{
	(void)state;
	static const char *const whole[] = { "/gzip", "/gzip-chunked" }, *const cut[] = { "/gzip-cut", "/gzip-chunked-cut" };
	for (int i = 0; i < 2; i++) {
		struct seen s = get(whole[i]);
		assert_int_equal(s.r.code, 0);
		assert_int_equal(s.r.body.n, PLAIN_SIZE);
		assert_true(str_ends(s.r.body, STR("Monday. </rss>")));
		assert_false(s.r.end_unproved);
		arena_free(&s.arena);
		s = get(cut[i]);
		assert_int_equal(s.r.code, QD_ENET);
		assert_non_null(strstr(s.r.message, "breaks off"));
		assert_int_equal(s.r.body.n, 0);
		arena_free(&s.arena);
	}
}

static void test_broken_answers(void **state)
{
	(void)state;
	static const char *const bad[] = { "/short", "/http09", "/nothing" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct seen s = get(bad[i]);
		assert_int_equal(s.r.code, QD_ENET);
		assert_int_equal(s.r.body.n, 0);
		assert_true(s.r.message[0] != 0);
		arena_free(&s.arena);
	}
	struct seen s = get("/unframed");
	assert_int_equal(s.r.code, 0);
	assert_true(s.r.end_unproved);
	arena_free(&s.arena);
}

static void test_caps(void **state)
{
	(void)state;
	struct fetch_options o = { .body_max = 50000 };
	struct fetch_request r = { .url = server_url(server, "127.0.0.1", "/large") };
	struct seen s = fetch_with(&o, &r);
	assert_int_equal(s.r.code, QD_ELIMIT);
	assert_int_equal(s.r.body.n, 0);
	arena_free(&s.arena);
	/* Decoded bytes count. */
	o.body_max = PLAIN_SIZE - 1;
	r.url = server_url(server, "127.0.0.1", "/gzip");
	s = fetch_with(&o, &r);
	assert_int_equal(s.r.code, QD_ELIMIT);
	arena_free(&s.arena);
	s = get("/announced");
	assert_int_equal(s.r.code, QD_ELIMIT);
	arena_free(&s.arena);
}

static void test_redirects(void **state)
{
	(void)state;
	struct seen s = get("/301");
	assert_int_equal(s.r.code, 0);
	assert_str(s.r.body, "hello");
	assert_true(str_ends(s.r.moved_to, STR("/ok")));
	assert_true(str_ends(s.r.final_url, STR("/ok")));
	arena_free(&s.arena);
	s = get("/302");
	assert_int_equal(s.r.code, 0);
	assert_int_equal(s.r.moved_to.n, 0);
	arena_free(&s.arena);
	s = get("/301-302");
	assert_int_equal(s.r.code, 0);
	assert_true(str_ends(s.r.moved_to, STR("/302")));
	arena_free(&s.arena);
	s = get("/loop");
	assert_int_equal(s.r.code, QD_ENET);
	assert_int_equal(s.r.moved_to.n, 0);
	assert_int_equal(server_hits(server, "/loop"), 9);
	arena_free(&s.arena);
	static const char *const nowhere[] = { "/to-file", "/to-nothing", "/to-metadata" };
	for (size_t i = 0; i < sizeof nowhere / sizeof *nowhere; i++) {
		s = get(nowhere[i]);
		assert_int_equal(s.r.code, QD_ENET);
		assert_int_equal(s.r.body.n, 0);
		arena_free(&s.arena);
	}
}

static void test_credentials_stay_home(void **state)
{
	(void)state;
	struct fetch_request r = { .url = server_url(server, "127.0.0.1", "/to-localhost"), .userpwd = "user:secret" };
	struct seen s = fetch_with(NULL, &r);
	assert_int_equal(s.r.code, 0);
	assert_non_null(strstr(server_request(server, "/to-localhost"), "Authorization: Basic dXNlcjpzZWNyZXQ=\r\n"));
	assert_null(strstr(server_request(server, "/ok"), "Authorization"));
	arena_free(&s.arena);
	/* Within the origin they go along, also those of the address itself. */
	r = (struct fetch_request){ .url = server_url(server, "user:secret@127.0.0.1", "/301") };
	s = fetch_with(NULL, &r);
	assert_int_equal(s.r.code, 0);
	assert_non_null(strstr(server_request(server, "/ok"), "Authorization: Basic dXNlcjpzZWNyZXQ=\r\n"));
	assert_int_equal(str_find(s.r.moved_to, STR("secret"), 0), STR_NPOS);
	arena_free(&s.arena);
	r = (struct fetch_request){ .url = server_url(server, "127.0.0.1", "/to-localhost"), .bearer = "t0ken" };
	s = fetch_with(NULL, &r);
	assert_non_null(strstr(server_request(server, "/to-localhost"), "Authorization: Bearer t0ken\r\n"));
	assert_null(strstr(server_request(server, "/ok"), "t0ken"));
	arena_free(&s.arena);
}

static void test_logins(void **state)
{
	(void)state;
	char here[64], there[64];
	snprintf(here, sizeof here, "HTTP://127.0.0.1:%d/any", server_port(server));
	snprintf(there, sizeof there, "http://localhost:%d", server_port(server));
	const struct fetch_login login[] = { { here, "old:one", NULL }, { "https://127.0.0.1", NULL, "wr0ng" }, { here, NULL, "t0ken" }, { "nonsense:", "a:b", NULL } };
	const struct fetch_options o = { .login = login, .nlogin = 4 };
	struct fetch_request r = { .url = server_url(server, "127.0.0.1", "/to-localhost") };
	struct seen s = fetch_with(&o, &r);
	assert_int_equal(s.r.code, 0);
	assert_non_null(strstr(server_request(server, "/to-localhost"), "Authorization: Bearer t0ken\r\n"));
	assert_null(strstr(server_request(server, "/ok"), "Authorization"));
	arena_free(&s.arena);
	/* Another port, scheme or host is another origin. */
	const struct fetch_login other[] = { { "http://127.0.0.1", "a:b", NULL }, { there, "a:b", NULL } };
	const struct fetch_options o2 = { .login = other, .nlogin = 2 };
	r.url = server_url(server, "127.0.0.1", "/ok");
	s = fetch_with(&o2, &r);
	assert_null(strstr(server_request(server, "/ok"), "Authorization"));
	arena_free(&s.arena);
}

static void test_private_networks(void **state)
{
	(void)state;
	unsigned before = server_hits(server, "/ok");
	static const char *const hosts[] = { "127.0.0.1", "localhost", "[::1]", "0x7f.1", "2130706433" };
	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
		struct fetch_request r = { .url = server_url(server, hosts[i], "/ok"), .untrusted = true };
		struct seen s = fetch_with(NULL, &r);
		assert_int_equal(s.r.code, QD_ENET);
		assert_non_null(strstr(s.r.message, "private network"));
		arena_free(&s.arena);
	}
	assert_int_equal(server_hits(server, "/ok"), before);
}

static void test_private_addresses(void **state)
{
	(void)state;
	static const struct {
		const char *host;
		bool private;
	} cases[] = {
		{ "127.0.0.1", true },       { "10.1.2.3", true },    { "172.31.255.255", true },
		{ "172.32.0.1", false },       { "192.168.0.1", true }, { "100.64.0.1", true },
		{ "169.254.169.254", true }, { "0.0.0.0", true }, { "224.0.0.1", true },
		{ "255.255.255.255", true }, { "93.184.216.34", false }, { "::1", true },
		{ "[::1]", true },           { "::", true },       { "fd00::1", true },
		{ "fe80::1%eth0", true }, { "ff02::1", true },  { "::ffff:10.0.0.1", true },
		{ "64:ff9b:1::808:808", true }, { "64:ff9b::7f00:1", true }, { "2002:c0a8:1::", true }, { "2606:2800::1", false },
		{ "localhost", true },       { "a.localhost", true }, { "example.org", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(address_is_private_name(cases[i].host), cases[i].private);
}

static void test_refused_addresses(void **state)
{
	(void)state;
	struct fetcher *f;
	struct err e;
	static const char *const bad[] = { "file:///etc/passwd", "ftp://example.org/x", "gopher://example.org/", "", "no address", "http://",
		"http://%2Fvar%2Frun%2Fdocker.sock/info", "javascript:alert(1)" };
	assert_int_equal(fetch_open(&f, NULL, &e), 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct fetch_request r = { .url = bad[i] };
		assert_int_equal(fetch_add(f, &r, see, NULL, &e), QD_EINVAL);
	}
	struct fetch_request r = { .url = "http://example.org/", .etag = "x\r\nInjected: 1" };
	assert_int_equal(fetch_add(f, &r, see, NULL, &e), QD_EINVAL);
	assert_int_equal(fetch_pending(f), 0);
	fetch_close(f);
}

static void test_two_a_host(void **state)
{
	(void)state;
	struct fetcher *f;
	struct err e;
	struct seen s[8] = { { 0 } };
	struct server *own = server_start(table);
	assert_int_equal(fetch_open(&f, NULL, &e), 0);
	for (int i = 0; i < 8; i++) {
		struct fetch_request r = { .url = server_url(own, "127.0.0.1", "/slow") };
		assert_int_equal(fetch_add(f, &r, see, &s[i], &e), 0);
	}
	while (fetch_pending(f))
		assert_true(fetch_run(f, NULL, 0, 1000) >= 0);
	for (int i = 0; i < 8; i++) {
		assert_int_equal(s[i].calls, 1);
		assert_int_equal(s[i].r.code, 0);
		arena_free(&s[i].arena);
	}
	assert_int_equal(server_most_at_once(own), 2);
	fetch_close(f);
	server_stop(own);
}

static unsigned order[4], norder;
static void note_order(void *arg, const struct fetch_result *r)
{
	(void)arg;
	order[norder++] = (unsigned)r->tag;
}

static void test_urgent_goes_first(void **state)
{
	(void)state;
	struct fetcher *f;
	struct err e;
	struct fetch_options o = { .per_host_max = 1 };
	norder = 0;
	assert_int_equal(fetch_open(&f, &o, &e), 0);
	for (unsigned i = 0; i < 4; i++) {
		struct fetch_request r = { .url = server_url(server, "127.0.0.1", "/ok"), .tag = i, .urgent = i == 3 };
		assert_int_equal(fetch_add(f, &r, note_order, NULL, &e), 0);
	}
	while (fetch_pending(f))
		assert_true(fetch_run(f, NULL, 0, 1000) >= 0);
	assert_int_equal(norder, 4);
	assert_int_equal(order[0], 3);
	assert_int_equal(order[1], 0);
	assert_int_equal(order[3], 2);
	fetch_close(f);
}

static void test_hanging_hosts_hold_nobody_up(void **state)
{
	(void)state;
	struct fetcher *f;
	struct err e;
	struct server *hang[20];
	struct seen hung[20] = { { 0 } }, ok = { 0 };
	assert_int_equal(fetch_open(&f, NULL, &e), 0);
	for (int i = 0; i < 20; i++) {
		hang[i] = server_start(table);
		struct fetch_request r = { .url = server_url(hang[i], "127.0.0.1", "/never") };
		assert_int_equal(fetch_add(f, &r, see, &hung[i], &e), 0);
	}
	struct fetch_request r = { .url = server_url(server, "127.0.0.1", "/ok") };
	assert_int_equal(fetch_add(f, &r, see, &ok, &e), 0);
	while (!ok.calls)
		assert_true(fetch_run(f, NULL, 0, 1000) >= 0);
	assert_int_equal(ok.r.code, 0);
	assert_int_equal(fetch_pending(f), 20);
	fetch_close(f);
	for (int i = 0; i < 20; i++) {
		assert_int_equal(hung[i].calls, 1);
		assert_int_equal(hung[i].r.code, QD_ECANCELLED);
		arena_free(&hung[i].arena);
		server_stop(hang[i]);
	}
	arena_free(&ok.arena);
}

static void test_timeout(void **state)
{
	(void)state;
	struct fetch_options o = { .timeout_s = 1 };
	struct fetch_request r = { .url = server_url(server, "127.0.0.1", "/never") };
	struct seen s = fetch_with(&o, &r);
	assert_int_equal(s.r.code, QD_ENET);
	assert_non_null(strstr(s.r.message, "does not answer"));
	arena_free(&s.arena);
	/* A request's own limit goes before the fetcher's. */
	r.timeout_s = 1;
	s = fetch_with(NULL, &r);
	assert_int_equal(s.r.code, QD_ENET);
	arena_free(&s.arena);
}

static void test_nobody_there(void **state)
{
	(void)state;
	struct server *gone = server_start(table);
	char url[256];
	snprintf(url, sizeof url, "%s", server_url(gone, "127.0.0.1", "/ok"));
	server_stop(gone);
	struct fetch_request r = { .url = url };
	struct seen s = fetch_with(NULL, &r);
	assert_int_equal(s.r.code, QD_ENET);
	assert_non_null(strstr(s.r.message, "refuses connections"));
	arena_free(&s.arena);
	r.url = "http://no-such-host.invalid/";
	s = fetch_with(NULL, &r);
	assert_int_equal(s.r.code, QD_ENET);
	assert_true(str_starts(str_of(s.r.message), STR("no-such-host.invalid: ")));
	arena_free(&s.arena);
}

static void test_extra_descriptors_and_wake(void **state)
{
	(void)state;
	struct fetcher *f;
	struct err e;
	int p[2];
	assert_int_equal(pipe(p), 0);
	assert_int_equal(fetch_open(&f, NULL, &e), 0);
	struct pollfd fd = { .fd = p[0], .events = POLLIN };
	assert_int_equal(fetch_run(f, &fd, 1, 0), 0);
	assert_int_equal(fd.revents, 0);
	assert_int_equal(write(p[1], "x", 1), 1);
	assert_int_equal(fetch_run(f, &fd, 1, 60000), 0);
	assert_int_equal(fd.revents, POLLIN);
	fetch_wake(f);
	assert_int_equal(fetch_run(f, NULL, 0, 60000), 0);
	fetch_close(f);
	close(p[0]);
	close(p[1]);
}

static void test_retry_after(void **state)
{
	(void)state;
	const int64_t now = 1767225600; /* Thu, 01 Jan 2026 00:00:00 GMT */
	assert_int_equal(retry_after_seconds(STR("120"), now), 120);
	assert_int_equal(retry_after_seconds(STR("Thu, 01 Jan 2026 00:02:00 GMT"), now), 120);
	assert_int_equal(retry_after_seconds(STR("Wed, 31 Dec 2025 00:00:00 GMT"), now), 0);
	assert_int_equal(retry_after_seconds(STR(""), now), -1);
	assert_int_equal(retry_after_seconds(STR("soon"), now), -1);
	assert_int_equal(retry_after_seconds(STR("-5"), now), -1);
}

static void test_freshness(void **state)
{
	(void)state;
	const int64_t now = 1767225600;
	const struct str none = STR("");
	assert_int_equal(fresh_until(STR("max-age=60"), none, none, none, now), now + 60);
	assert_int_equal(fresh_until(STR("max-age=60"), none, none, STR("70"), now), 0);
	assert_int_equal(fresh_until(STR("private, MAX-AGE=\"60\""), STR("Thu, 01 Jan 2026 05:00:00 GMT"), none, none, now), now + 60);
	assert_int_equal(fresh_until(STR("no-cache, max-age=60"), none, none, none, now), 0);
	assert_int_equal(fresh_until(none, STR("Thu, 01 Jan 2026 01:00:00 GMT"), none, none, now), now + 3600);
	/* A server whose clock is an hour ahead. */
	assert_int_equal(fresh_until(none, STR("Thu, 01 Jan 2026 01:10:00 GMT"), STR("Thu, 01 Jan 2026 01:00:00 GMT"), none, now), now + 600);
	assert_int_equal(fresh_until(none, STR("0"), none, none, now), 0);
	assert_int_equal(fresh_until(none, none, none, none, now), 0);
	assert_int_equal(fresh_until(STR("max-age=99999999999999999999999"), none, none, none, now), now + 365 * 86400);
}

#define T(f) cmocka_unit_test(f)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_ok), T(test_conditional), T(test_statuses), T(test_gzip), T(test_broken_answers), T(test_caps), T(test_redirects),
		T(test_control_bytes), T(test_credentials_stay_home), T(test_logins), T(test_private_networks), T(test_private_addresses), T(test_refused_addresses), T(test_two_a_host),
		T(test_urgent_goes_first), T(test_hanging_hosts_hold_nobody_up), T(test_timeout), T(test_nobody_there),
		T(test_extra_descriptors_and_wake), T(test_retry_after), T(test_freshness),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
