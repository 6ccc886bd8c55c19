/* What a request may not do: reach private networks that nobody subscribed, carry cookies or credentials elsewhere, go past the proxy, come to
 * a server more than two at a time by way of redirects. A canned server is also the proxy: a request's first line then names the whole address. */
#include "config.h"

#include <netdb.h>
#include <stdlib.h>
#include <unistd.h>

#include "net/net_int.h"
#include "net/seen.h"
#include "net/server.h"

#define REDIRECT(to) "HTTP/1.1 302 Found\r\nLocation: " to "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
#define OK_HEAD "HTTP/1.1 200 OK\r\nConnection: close\r\n"
#define HELLO "Content-Length: 5\r\n\r\nhello"
#define HEADERS_BYTES 300000

static char many_headers[HEADERS_BYTES], long_value[HEADER_VALUE_MAX + 200];
static struct canned table[] = {
	{ "/ok", OK_HEAD HELLO, 0, 0 },
	{ "/slow", OK_HEAD HELLO, 0, 60 },
	{ "/cookie", "HTTP/1.1 302 Found\r\nSet-Cookie: sid=1; Path=/\r\nSet-Cookie: t=2\r\nLocation: /ok\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", 0, 0 },
	{ "/many-headers", many_headers, sizeof many_headers, 0 },
	{ "/long-value", long_value, 0, 0 },
	{ "/to-machine", REDIRECT("http://localhost:@PORT@/ok"), 0, 0 },
	{ "/to-neighbour", REDIRECT("http://10.255.255.1:1/ok"), 0, 0 },
	{ "/to-link-local", REDIRECT("http://[fe80::1]:1/ok"), 0, 0 },
	/* As a proxy. */
	{ "http://public.example/ok", OK_HEAD HELLO, 0, 0 },
	{ "http://public.example/to-other", REDIRECT("http://other.example/ok"), 0, 0 },
	{ "http://other.example/ok", OK_HEAD HELLO, 0, 0 },
	{ "http://public.example/0", REDIRECT("http://127.0.0.1:@PORT@/ok"), 0, 0 },
	{ "http://public.example/1", REDIRECT("http://localhost:@PORT@/ok"), 0, 0 },
	{ "http://public.example/2", REDIRECT("http://10.0.0.1/ok"), 0, 0 },
	{ "http://public.example/3", REDIRECT("http://169.254.169.254/ok"), 0, 0 },
	{ "http://public.example/4", REDIRECT("http://[::1]:@PORT@/ok"), 0, 0 },
	{ "http://public.example/5", REDIRECT("http://[fc00::1]/ok"), 0, 0 },
	{ "http://public.example/6", REDIRECT("http://[::ffff:127.0.0.1]:@PORT@/ok"), 0, 0 },
	{ "http://public.example/7", REDIRECT("http://0.0.0.0:@PORT@/ok"), 0, 0 },
	{ "http://public.example/8", REDIRECT("http://0x7f.1:@PORT@/ok"), 0, 0 },
	{ "http://public.example/9", REDIRECT("http://[64:ff9b::a00:1]/ok"), 0, 0 },
	{ NULL, NULL, 0, 0 },
};
#define REDIRECTS_OUT 10
static struct server *server;
static char proxy[64];

static void no_proxies(void)
{
	static const char *const names[] = { "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unsetenv(names[i]);
}

static int start(void **state)
{
	(void)state;
	static const char head[] = OK_HEAD, line[] = "X-Filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n";
	no_proxies();
	size_t n = sizeof head - 1;
	memcpy(many_headers, head, n);
	for (; n + sizeof line < sizeof many_headers; n += sizeof line - 1)
		memcpy(many_headers + n, line, sizeof line - 1);
	memset(many_headers + n, '\n', sizeof many_headers - n);
	n = (size_t)snprintf(long_value, sizeof long_value, OK_HEAD "Last-Modified: then\r\nETag: \"");
	memset(long_value + n, 'e', HEADER_VALUE_MAX);
	snprintf(long_value + n + HEADER_VALUE_MAX, sizeof long_value - n - HEADER_VALUE_MAX, "\"\r\n" HELLO);
	server = server_start(table);
	snprintf(proxy, sizeof proxy, "http://127.0.0.1:%d", server_port(server));
	return 0;
}

static int stop(void **state)
{
	(void)state;
	server_stop(server);
	return 0;
}

static void assert_refused(struct seen *s)
{
	assert_int_equal(s->r.code, QD_ENET);
	assert_non_null(strstr(s->r.message, "private network"));
	assert_int_equal(s->r.body.n, 0);
	arena_free(&s->arena);
}

/* A feed of the public network may not send its readers into their own. */
static void test_redirects_into_private_networks(void **state)
{
	(void)state;
	unsigned before = server_hits(server, "/ok");
	for (int proxied_host = 0; proxied_host < 2; proxied_host++) {
		for (int i = 0; i < REDIRECTS_OUT; i++) {
			char url[64];
			snprintf(url, sizeof url, "http://public.example/%d", i);
			struct fetch_options o = { .proxy = proxy };
			struct fetch_request r = { .url = url, .untrusted = proxied_host };
			struct seen s = fetch_with(&o, &r);
			assert_refused(&s);
		}
	}
	assert_int_equal(server_hits(server, "/ok"), before);
	assert_int_equal(server_hits(server, "http://10.0.0.1/ok"), 0);
}

/* A server in a private network that somebody subscribed may send on to itself, and out of the network, but not to its neighbours. */
static void test_redirects_of_private_servers(void **state)
{
	(void)state;
	struct fetch_request r = { .url = server_url(server, "127.0.0.1", "/to-machine") };
	struct seen s = fetch_with(NULL, &r);
	assert_int_equal(s.r.code, 0);
	assert_str(s.r.body, "hello");
	arena_free(&s.arena);
	static const char *const refused[] = { "/to-neighbour", "/to-link-local" };
	for (int i = 0; i < 2; i++) {
		r.url = server_url(server, "127.0.0.1", refused[i]);
		s = fetch_with(NULL, &r);
		assert_refused(&s);
	}
}

/* A name of the hosts file that does not look local and leads to this machine, or NULL: as one of the name system would that somebody sets up
 * to lead a reader astray. */
static const char *harmless_looking_name(void)
{
	static char own[256];
	const char *const names[] = { "ip6-localhost", "ip6-loopback", gethostname(own, sizeof own - 1) ? "" : own };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct addrinfo *found;
		if (!names[i][0] || address_is_private_name(names[i]) || getaddrinfo(names[i], NULL, &(struct addrinfo){ .ai_socktype = SOCK_STREAM }, &found))
			continue;
		bool private = true;
		for (struct addrinfo *a = found; a; a = a->ai_next)
			private &= address_is_private(a->ai_addr);
		freeaddrinfo(found);
		if (private)
			return names[i];
	}
	return NULL;
}

static void test_names_are_looked_at_when_connected(void **state)
{
	(void)state;
	const char *name = harmless_looking_name();
	if (!name)
		skip();
	unsigned before = server_hits(server, "/ok");
	struct fetch_request r = { .url = server_url(server, name, "/ok"), .untrusted = true };
	struct seen s = fetch_with(NULL, &r);
	assert_refused(&s);
	assert_int_equal(server_hits(server, "/ok"), before);
}

static void test_cookies_are_forgotten(void **state)
{
	(void)state;
	struct fetcher *f;
	struct err e;
	assert_int_equal(fetch_open(&f, NULL, &e), 0);
	for (int i = 0; i < 2; i++) {
		struct seen s = { 0 };
		struct fetch_request r = { .url = server_url(server, "127.0.0.1", "/cookie") };
		assert_int_equal(fetch_add(f, &r, see, &s, &e), 0);
		while (fetch_pending(f))
			assert_true(fetch_run(f, NULL, 0, 1000) >= 0);
		assert_int_equal(s.r.code, 0);
		arena_free(&s.arena);
		assert_null(strstr(server_request(server, "/cookie"), "ookie:"));
		assert_null(strstr(server_request(server, "/ok"), "ookie:"));
	}
	fetch_close(f);
}

static void test_headers_have_caps(void **state)
{
	(void)state;
	struct fetch_request r = { .url = server_url(server, "127.0.0.1", "/many-headers") };
	struct seen s = fetch_with(NULL, &r);
	assert_int_equal(s.r.code, QD_ELIMIT);
	assert_non_null(strstr(s.r.message, "headers"));
	arena_free(&s.arena);
	/* A validator that is too long to keep is not kept in part. */
	r.url = server_url(server, "127.0.0.1", "/long-value");
	s = fetch_with(NULL, &r);
	assert_int_equal(s.r.code, 0);
	assert_int_equal(s.r.etag.n, 0);
	assert_str(s.r.last_modified, "then");
	arena_free(&s.arena);
}

static void test_proxies(void **state)
{
	(void)state;
	struct fetch_request r = { .url = "http://public.example/ok", .userpwd = "user:secret" };
	struct fetch_options o = { .proxy = proxy };
	struct seen s = fetch_with(&o, &r);
	assert_int_equal(s.r.code, 0);
	assert_non_null(strstr(server_request(server, "http://public.example/ok"), "Authorization: Basic"));
	arena_free(&s.arena);
	/* Credentials stay with their origin behind a proxy, too. */
	r.url = "http://public.example/to-other";
	s = fetch_with(&o, &r);
	assert_int_equal(s.r.code, 0);
	assert_non_null(strstr(server_request(server, "http://public.example/to-other"), "Authorization: Basic"));
	assert_null(strstr(server_request(server, "http://other.example/ok"), "uthorization"));
	arena_free(&s.arena);
	/* Of the environment, with its exceptions. */
	setenv("http_proxy", proxy, 1);
	r = (struct fetch_request){ .url = "http://public.example/ok" };
	s = fetch_with(NULL, &r);
	assert_int_equal(s.r.code, 0);
	arena_free(&s.arena);
	assert_int_equal(server_hits(server, "http://public.example/ok"), 2);
	setenv("no_proxy", "127.0.0.1", 1);
	unsigned before = server_hits(server, "/ok");
	r.url = server_url(server, "127.0.0.1", "/ok");
	s = fetch_with(NULL, &r);
	assert_int_equal(s.r.code, 0);
	assert_int_equal(server_hits(server, "/ok"), before + 1);
	arena_free(&s.arena);
	/* An address that content gave does not get past the proxy by an exception. */
	r.untrusted = true;
	s = fetch_with(NULL, &r);
	assert_refused(&s);
	no_proxies();
	/* A proxy that is not there. */
	o.proxy = "http://127.0.0.1:1";
	r = (struct fetch_request){ .url = "http://public.example/ok" };
	s = fetch_with(&o, &r);
	assert_int_equal(s.r.code, QD_ENET);
	assert_non_null(strstr(s.r.message, "proxy"));
	arena_free(&s.arena);
}

/* Many servers send on to one: it gets two requests at a time all the same. */
static void test_two_a_host_after_redirects(void **state)
{
	(void)state;
	enum { SERVERS = 6, EACH = 2 };
	struct fetcher *f;
	struct err e;
	struct seen s[SERVERS * EACH] = { { 0 } };
	struct server *target = server_start(table), *from[SERVERS];
	char to[SERVERS][160];
	struct canned redirect[SERVERS][2] = { 0 };
	assert_int_equal(fetch_open(&f, NULL, &e), 0);
	for (int i = 0; i < SERVERS; i++) {
		snprintf(to[i], sizeof to[i], REDIRECT("http://127.0.0.1:%d/slow"), server_port(target));
		redirect[i][0] = (struct canned){ "/here", to[i], 0, 0 };
		from[i] = server_start(redirect[i]);
		for (int k = 0; k < EACH; k++) {
			struct fetch_request r = { .url = server_url(from[i], "127.0.0.1", "/here") };
			assert_int_equal(fetch_add(f, &r, see, &s[i * EACH + k], &e), 0);
		}
	}
	while (fetch_pending(f))
		assert_true(fetch_run(f, NULL, 0, 1000) >= 0);
	for (int i = 0; i < SERVERS * EACH; i++) {
		assert_int_equal(s[i].calls, 1);
		assert_int_equal(s[i].r.code, 0);
		assert_str(s[i].r.body, "hello");
		arena_free(&s[i].arena);
	}
	assert_int_equal(server_hits(target, "/slow"), SERVERS * EACH);
	assert_int_equal(server_most_at_once(target), 2);
	fetch_close(f);
	for (int i = 0; i < SERVERS; i++)
		server_stop(from[i]);
	server_stop(target);
}

static void test_hosts(void **state)
{
	(void)state;
	assert_true(fetch_is_private("http://192.168.1.1/feed"));
	assert_true(fetch_is_private("https://localhost:8080/"));
	assert_false(fetch_is_private("http://93.184.216.34/feed"));
	assert_false(fetch_is_private("no address"));
	const char *name = harmless_looking_name();
	if (name)
		assert_true(fetch_is_private(server_url(server, name, "/")));
	assert_str(host_of_origin("http://example.org:80"), "example.org");
	assert_str(host_of_origin("https://example.org:443"), "example.org");
	assert_str(host_of_origin("https://example.org:80"), "example.org:80");
	assert_str(host_of_origin("http://[::1]:8080"), "[::1]:8080");
}

#define T(f) cmocka_unit_test(f)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_redirects_into_private_networks), T(test_redirects_of_private_servers), T(test_names_are_looked_at_when_connected),
		T(test_cookies_are_forgotten), T(test_headers_have_caps), T(test_proxies), T(test_two_a_host_after_redirects), T(test_hosts),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
