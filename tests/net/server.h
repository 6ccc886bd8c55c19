/* server.h - a small HTTP server in threads of the test: canned answers by path, and what was asked. */
#ifndef QUOTIDIAN_TEST_SERVER_H
#define QUOTIDIAN_TEST_SERVER_H

#include "quotidian/str.h"

struct canned {
	const char *path;
	const char *bytes; /* the whole answer, headers and all; "@PORT@" becomes the port */
	size_t n;          /* 0: strlen(bytes) */
	int delay_ms;      /* before answering; -1: never answers */
};
struct server;

/* Serves the table (borrowed, ends with path NULL) on 127.0.0.1. */
struct server *server_start(const struct canned *table);
void server_stop(struct server *s);
int server_port(const struct server *s);
/* http://HOST:PORT/path; static, four at a time. */
const char *server_url(const struct server *s, const char *host, const char *path);
/* Requests whose first line names this path. */
unsigned server_hits(struct server *s, const char *path);
/* The newest request for the path, headers and all; static, overwritten by the next call. "" when there was none. */
const char *server_request(struct server *s, const char *path);
/* Most requests that were being answered at one time. */
unsigned server_most_at_once(struct server *s);

#endif
