/* names.c - opening the table of names. */
#include "config.h"

#include "quotidian/names.h"
#include "quotidian/doc.h"

int names_open(struct names *n, const char *dir, struct err *e)
{
	*n = (struct names){ 0 };
	int rc = data_open(&n->file, dir, "names.bin", NAMES_MAGIC, NAMES_VERSION, 3, e);
	if (rc)
		return rc;
	struct str slots = data_part(&n->file, 0), ents = data_part(&n->file, 1), text = data_part(&n->file, 2);
	size_t nslot = slots.n / sizeof(struct name_slot);
	n->slot = (const struct name_slot *)(const void *)slots.s;
	n->nslot = (uint32_t)nslot;
	n->ent = (const struct name_ent *)(const void *)ents.s;
	n->nent = (uint32_t)(ents.n / sizeof(struct name_ent));
	n->text = text.s;
	n->ntext = text.n;
	/* The checksum says that the file is as it was made; these say that it was made well enough to walk. */
	bool ok = nslot && nslot <= 1u << 24 && text.n && text.s[text.n - 1] == '\0' && n->nent < UINT16_MAX;
	bool empty = false;
	for (size_t i = 0; ok && i < nslot; i++) {
		ok = n->slot[i].ent <= n->nent;
		empty |= !n->slot[i].flags;
	}
	for (uint32_t i = 0; ok && i < n->nent; i++)
		ok = n->ent[i].name < text.n && n->ent[i].key < text.n && n->ent[i].country <= n->nent && n->ent[i].type < ENT_TYPES;
	if (!ok || !empty) {
		names_close(n);
		return err_set(e, QD_EFORMAT, "names.bin: is damaged; install the program's data again");
	}
	return 0;
}

void names_close(struct names *n)
{
	data_close(&n->file);
	*n = (struct names){ 0 };
}

bool names_nick(const struct names *n, struct str full, struct str nick)
{
	uint64_t h = name_hash_add(NAME_HASH_START, full);
	h = (h ^ '|') * 0x100000001b3ull;
	for (size_t i = 0; i < nick.n; i++)
		h = (h ^ (unsigned char)nick.s[i]) * 0x100000001b3ull;
	const struct name_slot *s = names_find(n, h);
	return s && (s->flags & NAME_NICK);
}
