/* extra.c - the encodings beyond the usual that workers load when they start: what a pool has been asked for lately. */
#include "config.h"

#include <stdio.h>

#include "worker_int.h"

#define KEPT_MS (60 * 60 * 1000)

uint32_t extra_names(const struct extra_charsets *x, char out[EXTRA_NAMES_MAX])
{
	uint32_t bits = 0;
	size_t n = 0;
	out[0] = 0;
	for (unsigned i = 0; i < CHARSET_BEYOND_MAX; i++) {
		if (!x->at[i].name[0])
			continue;
		n += (size_t)snprintf(out + n, EXTRA_NAMES_MAX - n, "%s%s", n ? "," : "", x->at[i].name);
		bits |= 1u << i;
	}
	return bits;
}

uint32_t extra_take(struct extra_charsets *x, const char *name, int64_t now, uint32_t *gone)
{
	int at = -1;
	*gone = 0;
	for (unsigned i = 0; i < CHARSET_BEYOND_MAX; i++) {
		const struct extra_charset *c = &x->at[i];
		if (c->name[0] && str_ieq(str_of(c->name), str_of(name)))
			return 1u << i;
		if (!c->name[0] || now - c->since > KEPT_MS)
			at = at < 0 || c->since < x->at[at].since ? (int)i : at;
	}
	if (at < 0 || !charset_known(str_of(name)))
		return 0;
	*gone = x->at[at].name[0] ? 1u << at : 0;
	snprintf(x->at[at].name, sizeof x->at[at].name, "%s", name);
	x->at[at].since = now;
	return 1u << at;
}
