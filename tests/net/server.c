/* server.c - see server.h. One thread takes connections, one more for each of them answers. */
#include "config.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/server.h"

#define REQUESTS_MAX 256
#define REQUEST_BYTES 8192

struct server {
	const struct canned *table;
	int fd, port;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool stop;
	unsigned connections, busy, most;
	struct {
		char path[256];
		char text[REQUEST_BYTES];
	} asked[REQUESTS_MAX];
	unsigned nasked;
};
struct connection {
	struct server *s;
	int fd;
};

/* Waits, but no longer than until the server stops. */
static void delay(struct server *s, int fd, int ms)
{
	for (int waited = 0; ms < 0 || waited < ms; waited += 10) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		char c;
		if (poll(&p, 1, 10) > 0 && recv(fd, &c, 1, MSG_PEEK) <= 0)
			return;
		pthread_mutex_lock(&s->lock);
		bool stop = s->stop;
		pthread_mutex_unlock(&s->lock);
		if (stop)
			return;
	}
}

static void send_all(int fd, const char *p, size_t n)
{
	while (n) {
		ssize_t sent = send(fd, p, n, MSG_NOSIGNAL);
		if (sent <= 0)
			return;
		p += sent;
		n -= (size_t)sent;
	}
}

static void answer(struct server *s, int fd, const char *path)
{
	static const char missing[] = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
	const struct canned *c = s->table;
	while (c->path && strcmp(c->path, path))
		c++;
	if (c->path && c->delay_ms)
		delay(s, fd, c->delay_ms);
	/* Before the first byte goes: the client may ask again before this thread is heard of again. */
	pthread_mutex_lock(&s->lock);
	s->busy--;
	pthread_mutex_unlock(&s->lock);
	if (!c->path) {
		send_all(fd, missing, sizeof missing - 1);
		return;
	}
	if (c->delay_ms < 0)
		return;
	struct str bytes = str_n(c->bytes, c->n ? c->n : strlen(c->bytes));
	size_t at;
	while ((at = str_find(bytes, STR("@PORT@"), 0)) != STR_NPOS) {
		char port[16];
		snprintf(port, sizeof port, "%d", s->port);
		send_all(fd, bytes.s, at);
		send_all(fd, port, strlen(port));
		bytes = str_sub(bytes, at + 6, bytes.n);
	}
	send_all(fd, bytes.s, bytes.n);
}

static void *serve_one(void *arg)
{
	struct connection *c = arg;
	struct server *s = c->s;
	char text[REQUEST_BYTES];
	size_t n = 0;
	ssize_t got;
	while (n < sizeof text - 1 && (got = recv(c->fd, text + n, sizeof text - 1 - n, 0)) > 0) {
		n += (size_t)got;
		text[n] = 0;
		if (strstr(text, "\r\n\r\n"))
			break;
	}
	text[n] = 0;
	char path[256] = "";
	if (sscanf(text, "%*15s %255s", path) == 1) {
		pthread_mutex_lock(&s->lock);
		if (s->nasked < REQUESTS_MAX) {
			snprintf(s->asked[s->nasked].path, sizeof s->asked[0].path, "%s", path);
			memcpy(s->asked[s->nasked].text, text, n + 1);
			s->nasked++;
		}
		if (++s->busy > s->most)
			s->most = s->busy;
		pthread_mutex_unlock(&s->lock);
		answer(s, c->fd, path);
	}
	close(c->fd);
	pthread_mutex_lock(&s->lock);
	s->connections--;
	pthread_cond_signal(&s->changed);
	pthread_mutex_unlock(&s->lock);
	free(c);
	return NULL;
}

static void *serve(void *arg)
{
	struct server *s = arg;
	for (;;) {
		int fd = accept(s->fd, NULL, NULL);
		pthread_mutex_lock(&s->lock);
		bool stop = s->stop;
		s->connections += fd >= 0;
		pthread_mutex_unlock(&s->lock);
		if (fd < 0) {
			if (stop)
				return NULL;
			continue;
		}
		struct connection *c = xcalloc(1, sizeof *c);
		*c = (struct connection){ .s = s, .fd = fd };
		pthread_t t;
		if (pthread_create(&t, NULL, serve_one, c))
			die("no thread for the test server");
		pthread_detach(t);
	}
}

struct server *server_start(const struct canned *table)
{
	struct server *s = xcalloc(1, sizeof *s);
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
	socklen_t n = sizeof at;
	s->table = table;
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->changed, NULL);
	s->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (s->fd < 0 || bind(s->fd, (struct sockaddr *)&at, sizeof at) || listen(s->fd, 64) || getsockname(s->fd, (struct sockaddr *)&at, &n))
		die("the test server cannot listen");
	s->port = ntohs(at.sin_port);
	if (pthread_create(&s->thread, NULL, serve, s))
		die("no thread for the test server");
	return s;
}

void server_stop(struct server *s)
{
	pthread_mutex_lock(&s->lock);
	s->stop = true;
	pthread_mutex_unlock(&s->lock);
	shutdown(s->fd, SHUT_RDWR);
	pthread_join(s->thread, NULL);
	close(s->fd);
	pthread_mutex_lock(&s->lock);
	while (s->connections)
		pthread_cond_wait(&s->changed, &s->lock);
	pthread_mutex_unlock(&s->lock);
	free(s);
}

int server_port(const struct server *s)
{
	return s->port;
}

const char *server_url(const struct server *s, const char *host, const char *path)
{
	static char url[4][512];
	static unsigned turn;
	turn = (turn + 1) % 4;
	snprintf(url[turn], sizeof url[0], "http://%s:%d%s", host, s->port, path);
	return url[turn];
}

unsigned server_hits(struct server *s, const char *path)
{
	unsigned n = 0;
	pthread_mutex_lock(&s->lock);
	for (unsigned i = 0; i < s->nasked; i++)
		n += strcmp(s->asked[i].path, path) == 0;
	pthread_mutex_unlock(&s->lock);
	return n;
}

const char *server_request(struct server *s, const char *path)
{
	static char text[REQUEST_BYTES];
	text[0] = 0;
	pthread_mutex_lock(&s->lock);
	for (unsigned i = 0; i < s->nasked; i++)
		if (strcmp(s->asked[i].path, path) == 0)
			snprintf(text, sizeof text, "%s", s->asked[i].text);
	pthread_mutex_unlock(&s->lock);
	return text;
}

unsigned server_most_at_once(struct server *s)
{
	pthread_mutex_lock(&s->lock);
	unsigned n = s->most;
	pthread_mutex_unlock(&s->lock);
	return n;
}
