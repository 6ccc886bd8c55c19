/* engine_care.c - deleting in the background what the rules of the settings file do not keep: once a day, a few stories at a time. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>

#include "engine_int.h"
#include "quotidian/log.h"
#include "quotidian/paths.h"

#define STEP 40 /* stories deleted in one transaction: some milliseconds */
#define EVERY_S (20 * 3600)
#define JUMP_S (60 * 86400)
#define LOOK_MS 600000 /* how often to see whether it is time */
#define SWEPT "care.swept"

void care_rules(struct engine *en, const struct settings *s)
{
	en->keep = ARENA_NEW(&en->arena, struct store_keep, s->nkeep);
	for (uint32_t i = 0; i < s->nkeep; i++) {
		en->keep[i] = s->keep[i];
		en->keep[i].tag = arena_str(&en->arena, s->keep[i].tag);
	}
	en->nkeep = s->nkeep;
}

static void keep_time(struct engine *en, struct err *e)
{
	char when[32];
	snprintf(when, sizeof when, "%" PRId64, clock_now());
	if (store_value_set(en->store, SWEPT, str_of(when), e))
		engine_store_fault(en, e);
}

/* A clock that has jumped far ahead may be wrong: what seems old by it is looked at a day later. */
static bool is_time(struct engine *en, struct err *e)
{
	struct arena a = { 0 };
	struct str when;
	int64_t then = 0, now = clock_now();
	bool yes = store_value_get(en->store, &a, SWEPT, &when, e) == 0;
	arena_free(&a);
	if (!yes || str_int(&then, when))
		return yes;
	if (now < then || now - then > JUMP_S) {
		keep_time(en, e);
		return false;
	}
	return now - then > EVERY_S;
}

static void end(struct engine *en, struct err *e)
{
	en->sweeping = false;
	if (en->swept)
		log_line(LOG_INFO, "%" PRIu32 " stories were deleted that the keep rules do not hold", en->swept);
	keep_time(en, e);
}

void care_background(struct engine *en, int64_t mono_ms)
{
	struct err e = { 0 };
	uint32_t n;
	bool more;
	if (!en->sweeping) {
		if (!en->nkeep || !en->o.annotate || mono_ms < en->sweep_look)
			return;
		en->sweep_look = mono_ms + LOOK_MS;
		en->sweeping = is_time(en, &e);
		en->sweep_from = 0;
		en->swept = 0;
		return;
	}
	if (en->writing || doc_busy(en) || poll_busy(en))
		return;
	if (store_sweep(en->store, en->keep, en->nkeep, clock_now(), STEP, &en->sweep_from, &n, &more, &e)) {
		en->sweeping = false;
		engine_store_fault(en, &e);
		return;
	}
	en->swept += n;
	if (n)
		event_put(en, &(struct engine_event){ .kind = ENGINE_ITEMS });
	if (!more)
		end(en, &e);
}
