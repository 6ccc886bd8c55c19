/* engine_event.c - what the engine tells: a queue behind one mutex, and an eventfd that is readable while it is not empty.
 *
 * Events about what was written wait for the commit, so that whoever reads the store upon them finds it there.
 */
#include "config.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "engine_int.h"
#include "quotidian/paths.h"
#include "quotidian/utf8.h"

#define PROGRESS_MS 100

static void append(struct event_list *l, struct event_node *n)
{
	n->next = NULL;
	if (l->last)
		l->last->next = n;
	else
		l->first = n;
	l->last = n;
	l->n++;
}

static struct event_node *pop(struct event_list *l)
{
	struct event_node *n = l->first;
	if (!n)
		return NULL;
	l->first = n->next;
	if (!l->first)
		l->last = NULL;
	l->n--;
	return n;
}

static void publish(struct engine *en, struct event_node *n)
{
	const uint64_t one = 1;
	pthread_mutex_lock(&en->lock);
	struct event_node *last = en->events.last;
	if (last && n->event.kind == last->event.kind && (n->event.kind == ENGINE_PROGRESS || n->event.kind == ENGINE_ITEMS)) {
		last->event = n->event; /* the newer one says all */
		free(n);
	} else {
		if (en->events.n >= ENGINE_EVENTS_MAX)
			free(pop(&en->events)); /* nobody listens */
		append(&en->events, n);
	}
	while (write(en->event_fd, &one, sizeof one) < 0 && errno == EINTR)
		continue;
	pthread_mutex_unlock(&en->lock);
}

void event_put(struct engine *en, const struct engine_event *ev)
{
	struct event_node *n = xmalloc(sizeof *n);
	n->event = *ev;
	if (en->writing)
		append(&en->held, n);
	else
		publish(en, n);
}

void event_message(struct engine *en, int code, const char *fmt, ...)
{
	char raw[512];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(raw, sizeof raw, fmt, ap);
	va_end(ap);
	struct event_node *n = xcalloc(1, sizeof *n);
	n->event.kind = ENGINE_MESSAGE;
	n->event.code = code;
	utf8_sanitise_into(n->event.message, sizeof n->event.message, str_of(raw));
	publish(en, n);
}

void event_release(struct engine *en, bool kept)
{
	struct event_node *n;
	while ((n = pop(&en->held))) {
		if (!kept && n->event.kind != ENGINE_PROGRESS) {
			free(n);
			continue;
		}
		if (!kept)
			n->event.n_new = en->n_new;
		publish(en, n);
	}
}

void event_progress(struct engine *en, bool now)
{
	int64_t ms = clock_mono_ms();
	en->progress_dirty = true;
	if (!now && ms - en->progress_at < PROGRESS_MS)
		return;
	en->progress_at = ms;
	en->progress_dirty = false;
	event_put(en, &(struct engine_event){ .kind = ENGINE_PROGRESS, .done = en->done, .total = en->total, .n_new = en->n_new,
		.n_failed = en->n_failed });
}

int engine_event_fd(const struct engine *en)
{
	return en->event_fd;
}

bool engine_next_event(struct engine *en, struct engine_event *out)
{
	uint64_t count;
	pthread_mutex_lock(&en->lock);
	struct event_node *n = pop(&en->events);
	if (!en->events.first)
		while (read(en->event_fd, &count, sizeof count) < 0 && errno == EINTR)
			continue;
	pthread_mutex_unlock(&en->lock);
	if (!n)
		return false;
	*out = n->event;
	free(n);
	return true;
}

void event_free_all(struct engine *en)
{
	struct event_node *n;
	while ((n = pop(&en->held)) || (n = pop(&en->events)))
		free(n);
}
