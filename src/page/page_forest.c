/* page_forest.c - how likely a block belongs to the article. */
#include "page_int.h"
