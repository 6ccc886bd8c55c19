/* net_int.h - what the files of src/net share: a transfer and its parts. */
#ifndef QUOTIDIAN_NET_INT_H
#define QUOTIDIAN_NET_INT_H

#include <curl/curl.h>
#include <sys/socket.h>

#include "quotidian/arena.h"
#include "quotidian/fetch.h"

/* ---- address.c ---- */

/* Whether an address belongs to a private or local network; what is neither IPv4 nor IPv6 does. */
bool address_is_private(const struct sockaddr *sa);
/* The same of a numeric address or a name that is local by definition ("localhost"); other names are not. */
bool address_is_private_name(const char *host);
/* What two requests at a time are counted by: "example.org" for the default ports of both schemes, else "example.org:8080"; a slice of
 * scheme://host:port as address_split() gives it. */
struct str host_of_origin(const char *origin);

/* ---- gzip_end.c: whether a gzip body that curl decoded was whole ---- */

struct gzip_end {
	bool seen, chunked, lost; /* lost: the framing was not understood, so that nothing is known */
	unsigned char tail[8];    /* the last bytes of the encoded body: CRC-32 and size (RFC 1952) */
	size_t have;
	int state;                /* of the chunk reader */
	uint64_t left;
};
/* Bytes as they came from the connection, behind the headers. `chunked`: the answer said so. */
void gzip_end_feed(struct gzip_end *g, bool chunked, const unsigned char *p, size_t n);
enum gzip_verdict { GZIP_WHOLE, GZIP_CUT, GZIP_UNKNOWN };
enum gzip_verdict gzip_end_verdict(const struct gzip_end *g, uint64_t decoded);

/* ---- transfer.c ---- */

#define HEADER_BYTES_MAX ((size_t)256 << 10) /* of one answer */
#define HEADER_VALUE_MAX ((size_t)8 << 10)   /* longer values are not kept */

enum guard {
	GUARD_NONE,    /* the user subscribed this address */
	GUARD_MACHINE, /* a private server's redirect may stay on its own machine, or lead out of the private network */
	GUARD_PRIVATE, /* only public addresses */
};
enum header { HEADER_TYPE, HEADER_CONTENT_LOCATION, HEADER_ETAG, HEADER_LAST_MODIFIED, HEADER_CACHE_CONTROL, HEADER_EXPIRES, HEADER_RETRY_AFTER,
	HEADER_LOCATION, HEADER_DATE, HEADER_AGE, HEADER_ENCODING, HEADER_TRANSFER, HEADER_COUNT };
enum stop { STOP_NONE, STOP_BODY, STOP_HEADERS, STOP_CROWD };

#define BODIES_MAX ((size_t)64 << 20) /* of all transfers at one time */

struct host;
struct transfer {
	struct transfer *next, *prev; /* of all */
	struct transfer *wait_next;   /* of those that wait at the host */
	struct host *host;
	struct arena arena;       /* the request's strings */
	struct fetcher *fetcher;
	struct fetch_request request;
	fetch_done *done;
	void *arg;
	char *url;                /* of this hop, without credentials */
	char *origin;             /* scheme://host:port that credentials belong to */
	CURL *easy;               /* NULL while waiting */
	struct curl_slist *list;
	char curl_message[CURL_ERROR_SIZE];
	int64_t started_ms, spent_ms; /* spent: before it had to wait again, at the host of a redirect */
	long hops;
	bool permanent;           /* every hop so far was a permanent one */
	struct str moved_to;
	enum guard guard;
	char machine[64];         /* of GUARD_MACHINE: its numeric address, or its name where a proxy connects */
	bool refused;             /* the guard closed the door */
	bool *met_private;        /* of the fetcher: a connection to a private network was opened, which the guarded may not reuse */
	enum stop stop;
	size_t body_max;
	struct buf body;
	size_t *bodies;           /* bytes that all transfers of the fetcher hold */
	struct buf header[HEADER_COUNT];
	size_t header_bytes;
	bool has_length, encoded, gzip, chunked;
	struct gzip_end gzip_end;
	size_t wire_bytes;
};

/* Sets up t->easy for t->url, `ms_left` being what is left of the whole time. False: the guard refuses the address (t->refused). */
bool transfer_prepare(struct transfer *t, const struct fetch_options *o, int64_t ms_left);
/* Whether curl will send this URL through a proxy: by the option, or by the variables that curl reads (whose exceptions are not looked at). */
bool transfer_is_proxied(const char *url, const struct fetch_options *o);
/* Forgets what came of the body. */
void transfer_drop_body(struct transfer *t);
/* After an answer of 301, 302, 303, 307 or 308: true when it can be followed (t->url is the next one), else false and why in `e`. */
bool transfer_redirect(struct transfer *t, const struct fetch_options *o, struct err *e);
/* Splits an address: *url without credentials and fragment, *origin (scheme://host:port), *userpwd (or NULL), malloc'ed. QD_EINVAL. */
int address_split(const char *address, char **url, char **origin, char **userpwd, struct err *e) QD_MUST_USE;
/* The part of a message that names the host. */
struct str transfer_host(const struct transfer *t);

/* ---- message.c ---- */

/* What a failed transfer or a status means for people. */
void message_for_curl(struct err *e, const struct transfer *t, CURLcode code, const struct fetch_options *o);
void message_for_status(struct err *e, const struct transfer *t, long status);

/* ---- fresh.c ---- */

/* Seconds from Retry-After (a number or a date), capped at 30 days; -1 none. */
int64_t retry_after_seconds(struct str value, int64_t now);
/* Until when Cache-Control, Expires, Date and Age (RFC 9111) let an answer stand; 0 none. At most a year. */
int64_t fresh_until(struct str cache_control, struct str expires, struct str date, struct str age, int64_t now);

#endif
