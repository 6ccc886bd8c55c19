/* fetch.h - polite HTTP on one curl_multi: many requests at once, two a host, caps on everything.
 *
 * A fetcher belongs to one thread. Requests are queued with fetch_add(), driven by fetch_run(), and each
 * ends in exactly one call of its callback. Only http and https are spoken; cookies are never kept.
 * Two a host holds over HTTP/2, too: its streams share one connection, but are no licence to ask for more at a time. A redirect to
 * another host waits for a place there. Authorities beside the system's are taken from SSL_CERT_FILE (or CURL_CA_BUNDLE) and SSL_CERT_DIR.
 */
#ifndef QUOTIDIAN_FETCH_H
#define QUOTIDIAN_FETCH_H

#include <poll.h>

#include "quotidian/str.h"

struct fetcher;

/* Credentials of an origin ("https://example.org", any path is left out). They go with requests to it that content did not ask for. */
struct fetch_login {
	const char *origin;
	const char *userpwd, *bearer; /* one of them; the other NULL */
};

struct fetch_options {
	unsigned total_max;        /* transfers at once; 0: 32 */
	unsigned per_host_max;     /* 0: 2 */
	long connect_timeout_s;    /* 0: 15 */
	long timeout_s;            /* the whole transfer; 0: 60 */
	size_t body_max;           /* decoded bytes; 0: 16 MiB */
	long redirects_max;        /* 0: 8 */
	const char *user_agent;    /* NULL: "quotidian/VERSION (+URL)" */
	const char *proxy;         /* NULL: the environment's */
	const struct fetch_login *login; /* copied; a later one for the same origin counts */
	size_t nlogin;
};

struct fetch_request {
	const char *url;
	const char *etag, *last_modified; /* sent back byte for byte; NULL: unconditional */
	const char *accept;               /* NULL: anything */
	const char *userpwd;              /* basic credentials "user:password", this origin only; NULL */
	const char *bearer;               /* a token, this origin only; NULL */
	bool untrusted;  /* the address came from content: private and local networks are refused */
	bool urgent;     /* goes before what is queued (the story somebody opened) */
	long timeout_s;  /* 0: the fetcher's */
	uint64_t tag;    /* for the caller */
};

struct fetch_result {
	uint64_t tag;
	int code;                /* 0, or QD_ENET / QD_ELIMIT / QD_ECANCELLED with `message` */
	long status;             /* HTTP status, 0 if none came */
	struct str body;         /* decoded bytes; empty on 304 and on failure. Borrowed: valid during the callback */
	struct str url;          /* as asked */
	struct str final_url;    /* after redirects */
	struct str moved_to;     /* where permanent redirects (301, 308), and only those from the start, lead; or empty */
	struct str content_type, content_location, etag, last_modified, cache_control, expires, retry_after; /* headers of the last answer, or empty */
	int64_t retry_after_s;   /* seconds from now, -1 none */
	int64_t fresh_until;     /* from Cache-Control and Expires, 0 none */
	size_t wire_bytes;       /* received, before decompression */
	bool end_unproved;       /* nothing told where the body ends, so that one cut short looks like a whole one */
	int64_t ms;              /* time taken */
	char message[256];       /* "example.com: could not be resolved", one line, names what to do where it can */
};
typedef void fetch_done(void *arg, const struct fetch_result *r);

/* A fetcher of its own queue and connections; nothing is sent before fetch_run(). QD_ENET. The caller frees it with fetch_close(). */
int fetch_open(struct fetcher **out, const struct fetch_options *o, struct err *e) QD_MUST_USE;
/* From now on; NULL or empty: as in fetch_options. What runs already goes on as it began. */
void fetch_configure(struct fetcher *f, const char *user_agent, const char *proxy);
/* Whether an address leads into a private or local network, by its host or by what the name resolves to now (which may take a while).
 * False for what is no web address or is not found. For addresses that content supplies and somebody is about to subscribe. */
bool fetch_is_private(const char *url);
/* Cancels what runs (callbacks get QD_ECANCELLED) and frees. NULL is fine. */
void fetch_close(struct fetcher *f);
/* Queues; the strings are copied. QD_EINVAL for an address that is not http or https (nothing is called back). */
int fetch_add(struct fetcher *f, const struct fetch_request *r, fetch_done *done, void *arg, struct err *e) QD_MUST_USE;
/* Ends the requests that wait to start, of one origin (`url`) or all of them (NULL), in QD_ECANCELLED with `why`. Returns how many.
 * Not from a callback. */
size_t fetch_cancel_waiting(struct fetcher *f, const char *url, const char *why);
/* Requests that have not ended. */
size_t fetch_pending(const struct fetcher *f);
/* Waits at most `timeout_ms` for the network, for one of `extra` (revents are set), or for fetch_wake(), and runs
 * callbacks. Returns how many ended, or a negative code. */
int fetch_run(struct fetcher *f, struct pollfd *extra, unsigned nextra, int timeout_ms);
/* From any thread: makes fetch_run return. */
void fetch_wake(struct fetcher *f);

#endif
