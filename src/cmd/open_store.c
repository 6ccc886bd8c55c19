/* open_store.c - the archive that the global options name. */
#include "config.h"

#include <unistd.h>

#include "cmd.h"


int cmd_store(struct cmd *c, struct store **out, enum store_mode mode, struct err *e)
{
	const char *path;
	int rc = c->demo ? demo_fill(c, e) : 0;
	if (!rc)
		rc = cmd_store_path(c, &path, e);
	if (rc)
		return rc;
	if (mode == STORE_READ && access(path, F_OK) != 0)
		return err_set(e, QD_ENOTFOUND, "%s: there is no archive yet; \"quotidian poll\" makes one", path);
	return store_open(out, path, mode, e);
}
